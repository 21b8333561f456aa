/**
 * A supplier's new list lands in the folder inbox/ while the counter sells:
 * the prices change on the screen, the open basket asks, and the owner's bell
 * tells what came.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { goods, stockUp } from './goods.mjs'
import { hire } from './people.mjs'
import { pays, ringsUp } from './sales.mjs'

export const prepared = true
export const budget = 40

const header = { fa: 'نام,کد,قیمت (تومان)', en: 'name,code,price (toman)' }

export async function play({ me, shop, language, owner, sit, server }) {
  stockUp(shop, language)
  const [bulb, , , , , , socket] = goods(language)
  const asked = me.page.getByRole('group', { name: me.t('counter.price_asked'), exact: true }).getByText(bulb.name)

  await me.signsIn(await hire(server, owner, 'counter'))
  await me.sees('combobox', 'counter.find')
  for (const one of [bulb, socket]) {
    await ringsUp(me, one)
  }
  await me.reads(me.number((bulb.price + socket.price) * 1.1))

  const boss = await sit()
  await boss.signsIn(owner)
  await boss.sees('combobox', 'counter.find')
  await boss.goes('nav.products')
  const row = boss.page.getByRole('row', { name: bulb.name })
  await row.getByText(boss.number(bulb.price)).waitFor()

  const file = language === 'fa' ? 'پخش نور آذر.csv' : 'Noor wholesale.csv'
  mkdirSync(join(shop.data, 'inbox'), { recursive: true })
  writeFileSync(join(shop.data, 'inbox', file), `${header[language]}\r\n${bulb.name},${bulb.code},99000\r\n${socket.name},${socket.code},${socket.price}\r\n`)

  await row.getByText(boss.number(99_000)).waitFor()
  await asked.waitFor()
  await me.looks('a list came in under the basket')
  await me.press('F9') // nothing is paid before it is decided
  await me.sees('button', 'counter.take_new', undefined, { part: true })
  await me.press('Enter')
  await asked.waitFor({ state: 'hidden' })
  const total = (99_000 + socket.price) * 1.1
  await me.reads(me.number(total))
  await pays(me)
  await me.reads(me.number(total))

  await boss.sees('button', 'notice.unseen', { Count: 1 })
  await boss.press('Alt+n')
  await boss.sees('heading', 'notice.title')
  await boss.reads(file)
  await boss.looks('the news')
  await boss.press('Enter')
  await boss.page.getByRole('heading', { name: file }).waitFor()
  await boss.reads(boss.t('imports.taken', { Count: 1 }))
  await boss.looks('what the list changed')
  await boss.sees('button', 'notice.open')
  boss.quiet()
}
