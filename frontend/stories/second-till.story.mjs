/**
 * A second till in the same shop: it is made in the settings, chosen at the
 * next sign-in, sees the basket that the first has set aside, takes it over and
 * sells it in a series of its own.
 */
import { goods, stockUp } from './goods.mjs'
import { hire } from './people.mjs'
import { makesTill, setsAside } from './tills.mjs'
import { pays } from './sales.mjs'

export const prepared = true
export const budget = 95

const words = { fa: { till: 'دم در', waits: 'چتر' }, en: { till: 'Door', waits: 'umbrella' } }

export async function play({ me, shop, server, language, owner, sit }) {
  stockUp(shop, language)
  const [bulb] = goods(language)
  const { till, waits } = words[language]
  const colleague = await hire(server, owner, 'counter')

  await me.page.goto(`${server.address}#/settings/tills`)
  await me.signsIn(owner)
  await makesTill(me, till)
  await me.looks('two tills')
  await setsAside(me, bulb, waits)

  const other = await sit()
  await other.signsIn(colleague)
  await other.sees('heading', 'seat.title')
  await other.looks('which till')
  const first = other.page.getByRole('radio').first()
  await other.focused(first)
  await other.press('ArrowDown', 'Enter')
  await other.sees('combobox', 'counter.find')
  await other.reads(other.t('held.elsewhere', { Count: 1 }))
  await other.press('F5')
  await other.sees('dialog', 'held.title')
  await other.reads(waits)
  await other.looks('a basket at another till')
  await other.press('Enter')
  await other.reads(bulb.name)
  await me.page.getByText(waits).waitFor({ state: 'detached' })
  await pays(other)
  await other.reads('B-')
  await other.press('Escape')
}
