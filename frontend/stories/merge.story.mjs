/**
 * One customer stands in the list twice: once with a phone, once with a city.
 * The two are made one, which then has both; and are separated again.
 */
import { writeOn } from './customers.mjs'

export const prepared = true
export const budget = 80 // some twenty of them walk back to the way to separate

const twice = {
  fa: { kept: 'مریم صادقی', other: 'مریم صادقی‌فر', phone: '09121234567', city: 'تهران', find: 'مریم' },
  en: { kept: 'Mary Sadler', other: 'Mary Sadler-Fox', phone: '09121234567', city: 'Tehran', find: 'Mary' },
}

export async function play({ me, server, language, owner }) {
  const { kept, other, phone, city, find } = twice[language]
  await writeOn(server, owner, [{ kind: 'person', name: kept, phone }, { kind: 'person', name: other, city }])
  const row = (name) => me.page.getByRole('row').filter({ has: me.page.getByText(name, { exact: true }) })

  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  await me.goes('nav.customers')
  await row(kept).waitFor()
  await row(other).waitFor()

  await me.press('/')
  await me.type(find)
  await row(other).waitFor()
  await me.press('Enter') // to the rows; the first is the current one
  const current = me.page.locator('[role=row][aria-selected=true]')
  await current.waitFor()
  if (!await current.getByText(kept, { exact: true }).isVisible()) await me.press('ArrowDown')
  await me.until(`${kept} is the current row`, () => current.getByText(kept, { exact: true }).isVisible())
  await me.press('Enter')
  await me.page.getByRole('heading', { name: kept, exact: true }).waitFor()
  await me.looks('the card of the first')

  await me.press('F9')
  await me.sees('dialog', 'merge.title')
  await me.page.getByRole('option', { name: other }).waitFor() // the name of the one is looked for by itself
  await me.looks('finding the other one')
  await me.press('Enter')
  await me.page.getByRole('radio').first().waitFor()
  await me.looks('both beside each other')
  await me.press('Enter')
  await me.reads(me.t('merge.was', { Name: `\u2068${other}\u2069` }))
  await row(other).waitFor({ state: 'detached' })
  await me.looks('one customer')

  await me.reach('button', 'merge.separate')
  await me.press('Enter')
  await row(other).waitFor()
  await row(kept).waitFor()
  await me.looks('two customers again')
}
