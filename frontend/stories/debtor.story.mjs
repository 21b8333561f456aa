/**
 * A debtor: three sales on credit, a cheque for them that bounces, the list to
 * call with a promise noted, and the statement on paper.
 */
import { makeGoods, writeOn } from './customers.mjs'
import { expectPdf } from './paper.mjs'

export const prepared = true
export const budget = 130

export async function play({ me, server, language, owner }) {
  const name = language === 'fa' ? 'مریم سلیمانی' : 'Maryam Soleimani'
  await writeOn(server, owner, [{ kind: 'person', name, phone: '09123456789' }])
  await makeGoods(server, owner, [{ name: 'Lamp', price: 100_000, stock: '10' }])
  const { token } = await (await fetch(new URL('api/session', server.address), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(owner) })).json()
  const ask = async (path) => (await fetch(new URL(`api${path}`, server.address), { headers: { Authorization: `Bearer ${token}` } })).json()
  const gone = () => me.page.getByRole('dialog').waitFor({ state: 'detached' })
  await me.signsIn(owner)

  for (let sale = 1; sale <= 3; sale++) {
    await me.sees('combobox', 'counter.find')
    await me.type('lamp')
    await me.page.getByRole('option', { name: /lamp/i }).first().waitFor()
    await me.press('Enter')
    await me.page.getByRole('row', { name: /lamp/i }).first().waitFor()
    await me.press('F3')
    await me.sees('combobox', 'counter.find_customer')
    await me.type('6789')
    await me.page.getByRole('option', { name }).first().waitFor()
    await me.press('Enter')
    await me.sees('combobox', 'counter.find')
    await me.press('F9')
    await me.sees('dialog', 'pay.title')
    await me.press('Alt+5')
    await me.sees('textbox', 'pay.credit_amount')
    await me.press('Enter')
    await me.sees('dialog', 'pay.done')
    await me.press('Escape')
    await gone()
    await me.until(`${sale} sales`, () => ask('/invoices'), ({ items }) => items.length === sale)
  }

  // They bring a cheque for all of it.
  await me.goes('nav.debts')
  await me.page.getByRole('row', { name }).first().waitFor()
  await me.looks('the debts')
  await me.press('Enter')
  await me.sees('textbox', 'customer.name')
  await me.press('F4')
  await me.sees('dialog', 'account.from', { Name: `\u2068${name}\u2069` })
  await me.holds('account.amount', '33000')
  await me.reach('radio', 'method.cash')
  const chosen = await me.sees('radio', 'method.cheque')
  for (let step = 0; step < 6 && !await chosen.isChecked(); step++) await me.press('ArrowDown')
  await me.press('Enter') // without its number it is no cheque
  await me.hearsAt('cheque.number', 'error.required')
  await me.looks('a cheque')
  await me.type('4711')
  await me.reach('textbox', 'cheque.due')
  await me.press('ArrowUp', 'PageUp') // today, a month on
  await me.press('Enter')
  await gone()
  const [cheque] = await me.until('the cheque is kept', async () => (await ask('/cheques')).items, (items) => items.length === 1)

  // The bank doesn't pay: the debt is open again.
  await me.goes('nav.cheques')
  await me.sees('button', 'cheque.to_deposited', undefined, { part: true })
  await me.looks('the cheques')
  const stands = (state) => me.until(`the cheque is ${state}`, async () => (await ask('/cheques')).items[0].state, (now) => now === state)
  await me.press('Enter')
  await stands('deposited')
  await me.sees('button', 'cheque.to_bounced', undefined, { part: true })
  await me.press('Shift+Delete')
  await me.sees('dialog', 'cheque.to_bounced')
  await me.looks('a cheque that bounces')
  await me.press('Enter')
  await stands('bounced')
  await gone()
  await me.sees('button', 'cheque.to_given_back', undefined, { part: true })
  await me.looks('a cheque that bounced')

  // The list to call: they promise, and it is written down.
  await me.goes('nav.debts')
  await me.page.getByRole('row', { name }).first().waitFor()
  await me.press('F6')
  await me.sees('dialog', 'debts.call_of', { Name: `\u2068${name}\u2069` })
  await me.reach('textbox', 'debts.promised_on', { optional: true })
  await me.press('ArrowUp', 'ArrowUp')
  await me.press('Enter')
  await gone()
  await me.until('the promise is on the list', async () => (await ask('/debts')).items[0], ({ promised_on, bounced, owed }) => promised_on !== '' && bounced === 330_000 && owed === 330_000)
  await me.looks('who is to be called')

  await me.press('F10')
  await me.reads(me.t('statement.of', { Name: `\u2068${name}\u2069` }))
  await me.looks('the statement of a debtor')
  const statement = await ask(`/customers/${cheque.customer_id}/statement`)
  if (statement.closing !== 330_000 || statement.lines.length !== 5) throw new Error(`the statement ends with ${statement.closing} after ${statement.lines.length} lines`)
  const pdf = await me.opens(() => me.press('p'))
  expectPdf(pdf, [name, '4711', me.number('33000')])
}
