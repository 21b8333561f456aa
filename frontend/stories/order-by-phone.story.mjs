/**
 * Somebody calls and orders: the basket becomes an order with a promise; a
 * deposit is paid; it is made ready, one of its two lines goes out, then the
 * rest with what is still to be paid.
 */
import { makeGoods, writeOn } from './customers.mjs'

export const prepared = true
export const budget = 100

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
  await me.sees('combobox', 'counter.find')
  await me.press('Shift+F9')
  const dialog = await me.sees('dialog', 'order.new')
  await me.until('the promise has the focus', () => dialog.evaluate((box) => box.contains(document.activeElement)))
  await me.reach('textbox', 'order.promised', { optional: true })
  await me.press('ArrowUp', 'ArrowUp') // today, then tomorrow
  await me.looks('a new order')
  await me.press('Enter')
  await me.sees('heading', 'nav.orders')
  await me.reads(me.t('order.tomorrow'))
  await me.looks('the order on the board')

  await me.press('F4')
  await me.sees('dialog', 'order.deposit_of', { Number: 'A-1001' })
  await me.type('10000') // toman
  await me.press('Enter')
  await me.reads(me.t('order.deposit_taken', { Number: 'A-1001' }))
  const state = (to) => me.page.getByText(me.t('order.moved', { Number: 'A-1001', State: me.t(`order.state_${to}`) })).first().waitFor()
  await me.press('Enter')
  await state('confirmed')
  await me.press('Enter')
  await state('preparing')
  await me.press('Enter')
  await state('ready')

  // The wire goes out later.
  await me.press('Enter')
  await me.sees('dialog', 'order.deliver_of', { Number: 'A-1001' })
  await me.press('Tab')
  await me.press('Control+a')
  await me.type('0')
  await me.looks('a part is handed over')
  await me.press('Enter')
  await me.page.getByText(me.t('order.handed')).filter({ visible: true }).first().waitFor()
  await me.looks('an order that is handed over in part')

  // 110 000 + 220 000 rial, 100 000 paid ahead: 230 000 are left to pay, 23 000 toman
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
  await me.press('F9')
  await me.sees('dialog', 'order.deliver_of', { Number: 'A-1001' })
  await me.reach('textbox', 'order.paid_now', { optional: true })
  await me.type('22000')
  await me.press('Enter')
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
  const { token } = await (await fetch(new URL('api/session', server.address), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(owner) })).json()
  const ask = async (path) => (await fetch(new URL(`api${path}`, server.address), { headers: { Authorization: `Bearer ${token}` } })).json()
  const order = await me.until('the order is handed over', async () => (await ask('/orders')).items[0], ({ state: now }) => now === 'delivered')
  const customer = await ask(`/customers/${order.customer_id}`)
  if (customer.balance !== 10_000) throw new Error(`the customer owes ${customer.balance}, not 10 000 rial`)
}
