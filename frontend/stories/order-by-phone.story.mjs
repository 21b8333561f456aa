/**
 * Somebody calls and orders: the basket becomes an order with a promise; a
 * deposit is paid; the promise moves to another day; it is made ready, one of
 * its two lines goes out, then the other. The rest is paid at last, the
 * statement agrees with it all, and the receipt's number finds the order.
 */
import { makeGoods, writeOn } from './customers.mjs'
import { mayGoOut } from './orders.mjs'

export const prepared = true
export const budget = 120

export async function play({ me, server, language, owner }) {
  const name = language === 'fa' ? 'مریم سلیمانی' : 'Maryam Soleimani'
  await writeOn(server, owner, [{ kind: 'person', name, phone: '09123456789' }])
  await makeGoods(server, owner, [{ name: 'Lamp', price: 100_000, stock: '10' }, { name: 'Wire', price: 200_000, stock: '10' }])
  const goods = async (text) => {
    await me.type(text)
    await me.page.getByRole('option', { name: new RegExp(text, 'i') }).first().waitFor()
    await me.press('Enter')
    await me.page.getByRole('row', { name: new RegExp(text, 'i') }).first().waitFor()
  }
  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  await goods('lamp')
  await goods('wire')

  // An order is of somebody: without a customer the counter asks for one.
  await me.press('Shift+F9')
  await me.sees('combobox', 'counter.find_customer')
  await me.type('6789')
  await me.page.getByRole('option', { name }).first().waitFor()
  await me.press('Enter')
  await me.focused(await me.sees('combobox', 'counter.find'))
  await me.press('Shift+F9')
  await me.sees('dialog', 'order.new')
  await me.reach('textbox', 'order.promised', { optional: true })
  await me.press('ArrowUp', 'ArrowUp') // today, then tomorrow
  await me.looks('a new order')
  await me.press('Enter')
  await me.sees('heading', 'nav.orders')
  await me.reads(me.t('order.tomorrow'))
  await me.looks('the order on the board')

  // The customer would rather have it a day later.
  await me.press('Alt+p')
  await me.sees('dialog', 'order.change_of', { Number: 'A-1001' })
  await me.reach('textbox', 'order.promised', { optional: true })
  await me.press('ArrowUp', 'Enter')
  await me.reads(me.t('order.changed', { Number: 'A-1001' }))
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })

  await me.press('F4')
  await me.sees('dialog', 'order.deposit_of', { Number: 'A-1001' })
  await me.type('10000') // toman
  await me.press('Enter')
  await me.reads(me.t('order.deposit_taken', { Number: 'A-1001' }))
  /** The next step, when the one before is done and the screen offers this one. */
  const goesOn = async (to) => {
    await me.sees('button', `order.to_${to}`, {}, { part: true })
    await me.press('Enter')
    await me.reads(me.t('order.moved', { Number: 'A-1001', State: me.t(`order.state_${to}`) }))
  }
  await goesOn('confirmed')
  await goesOn('preparing')
  await goesOn('ready')

  // The wire goes out later.
  await mayGoOut(me)
  await me.press('Enter')
  await me.sees('dialog', 'order.deliver_of', { Number: 'A-1001' })
  await me.press('Tab')
  await me.press('Control+a')
  await me.type('0')
  await me.reads(me.t('order.stays_owed')) // 1 000 more than was paid ahead
  await me.looks('a part is handed over')
  await me.press('Enter')
  await me.page.getByText(me.t('order.handed')).filter({ visible: true }).first().waitFor()
  await me.looks('an order that is handed over in part')

  // 110 000 + 220 000 rial, 100 000 paid ahead: 230 000 are left to pay, 23 000 toman
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
  await me.press('F9')
  await me.sees('dialog', 'order.deliver_of', { Number: 'A-1001' })
  await me.reads(me.t('order.to_pay')) // before it is said how much is paid
  await me.reach('textbox', 'order.paid_now', { optional: true })
  await me.type('22000')
  await me.looks('the rest is handed over')
  await me.press('Enter')
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
  const { token } = await (await fetch(new URL('api/session', server.address), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(owner) })).json()
  const ask = async (path) => (await fetch(new URL(`api${path}`, server.address), { headers: { Authorization: `Bearer ${token}` } })).json()
  const stands = (wanted) => me.until(`the order is ${wanted}`, async () => (await ask('/orders')).items[0], ({ state: now }) => now === wanted)
  const order = await stands('delivered')

  // The order says what is still owed, and F4 takes it; then the statement comes out even.
  await me.reads(me.t('order.owed'))
  await me.looks('what is still owed')
  await me.press('F4')
  await me.sees('dialog', 'account.from', { Name: `\u2068${name}\u2069` })
  await me.holds('account.amount', '1000')
  await me.looks('taking the rest')
  await me.press('Enter')
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
  const find = async (text, group) => {
    await me.palette()
    await text()
    const wanted = me.page.getByRole('option', { name: group }).first()
    await wanted.waitFor()
    await me.walksTo(wanted)
    await me.press('Enter')
    await wanted.waitFor({ state: 'hidden' })
  }
  await find(() => me.type('6789'), new RegExp(name))
  await me.page.getByRole('textbox', { name: me.t('customer.name'), exact: true }).waitFor()
  await me.press('F10')
  await me.reads(me.t('statement.of', { Name: `\u2068${name}\u2069` }))
  const sum = (key) => me.page.locator('dl > div').filter({ has: me.page.getByText(me.t(key), { exact: true }) }).locator('dd').innerText()
  for (const key of ['statement.debit', 'statement.credit']) await me.until(`the ${key} is 33 000`, () => sum(key), (said) => said.includes(me.number('33000')))
  await me.looks('the statement')
  const statement = await ask(`/customers/${order.customer_id}/statement`)
  if (statement.closing !== 0 || statement.lines.length !== 5) throw new Error(`the statement ends with ${statement.closing} after ${statement.lines.length} lines`)

  // Where is the order? The number on the receipt says so.
  const [invoice] = (await ask(`/invoices?customer_id=${order.customer_id}`)).items
  await find(() => me.scan(invoice.number), new RegExp(me.t('order.state_delivered')))
  await me.reads(me.t('order.timeline'))
  await me.sees('button', 'order.to_done', {}, { part: true })
  await me.press('Enter')
  await stands('done')
}
