/**
 * The manager corrects prices at another screen while two things lie in the
 * basket. The counter sees it at once and decides: the new price for the one,
 * the old one for the other.
 */
import { goods, stockUp } from './goods.mjs'
import { hire } from './people.mjs'
import { pays, ringsUp } from './sales.mjs'

export const prepared = true
export const budget = 40

export async function play({ me, shop, language, owner, sit, server }) {
  stockUp(shop, language)
  const [bulb, , , , , , socket] = goods(language)
  const asked = (one) => me.page.getByRole('group', { name: me.t('counter.price_asked'), exact: true }).getByText(one.name)

  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  for (const one of [bulb, socket]) {
    await ringsUp(me, one)
  }
  await me.reads(me.number((bulb.price + socket.price) * 1.1))

  const manager = await sit()
  await manager.signsIn(await hire(server, owner, 'manager'))
  await manager.sees('combobox', 'counter.find')
  await manager.goes('nav.products')
  await corrects(manager, bulb, 99_000)
  await manager.looks('a corrected price')

  await asked(bulb).waitFor()
  await me.reads(me.number(99_000))
  await me.looks('a price changed under the basket')
  await me.press('F9') // nothing is paid before it is decided
  await me.sees('button', 'counter.take_new', undefined, { part: true })
  await me.press('Enter')
  await asked(bulb).waitFor({ state: 'hidden' })
  await me.reads(me.number((99_000 + socket.price) * 1.1))

  await corrects(manager, socket, 80_000)
  await asked(socket).waitFor()
  await me.press('F7')
  await asked(socket).waitFor({ state: 'hidden' })
  const total = (99_000 + socket.price) * 1.1
  await me.reads(me.number(total))
  await me.looks('both decided')

  await pays(me)
  await me.reads(me.number(total))
  manager.quiet()
}

/** Finds a product by its code and types another price over the one in its row. */
async function corrects(manager, product, price) {
  await manager.sees('heading', 'nav.products')
  await manager.press('/')
  await manager.fill('product.search', product.code)
  const row = manager.page.getByRole('row', { name: product.name })
  await manager.until(`only ${product.name} is listed`, () => manager.page.getByRole('row').count(), (rows) => rows === 2)
  await row.waitFor()
  await manager.press('Enter', 'F6')
  await manager.fill('product.price_of', String(price), { params: { Name: product.name } })
  await manager.press('Enter')
  await row.getByText(manager.number(price)).waitFor()
}
