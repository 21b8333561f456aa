/**
 * Every window and step that goes away hands the focus on: to where one came
 * from, or to what still stands around that. Opened, let go of and confirmed
 * one after the other, by keyboard alone; nowhere are the keys lost.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asker } from './asking.mjs'
import { makeGoods, writeOn } from './customers.mjs'

export const prepared = true

export async function play({ me, shop, server, language, owner }) {
  const ask = await asker(server, owner)
  const name = language === 'fa' ? 'مریم سلیمانی' : 'Maryam Soleimani'
  const [customer] = await writeOn(server, owner, [{ kind: 'person', name, phone: '09123456789' }])
  const [lamp, wire] = await makeGoods(server, owner, [{ name: 'Lamp', price: 100_000, stock: '10' }, { name: 'Wire', price: 50_000, stock: '10' }])
  const order = await ask('/orders', { id: crypto.randomUUID(), customer_id: customer.id, lines: [{ product_id: lamp.id, quantity: '2' }, { product_id: wire.id, quantity: '1' }] })
  await ask('/sales', { id: crypto.randomUUID(), customer_id: customer.id, lines: [{ product_id: lamp.id, quantity: '1' }], payments: [] })
  await ask(`/customers/${customer.id}/payments`, { id: crypto.randomUUID(), method: 'cheque', amount: 50_000, cheque: { number: '4711', due_on: '2030-01-01' } })

  const dialog = me.page.getByRole('dialog')
  const goes = async (hash, role, key) => {
    await me.page.evaluate((to) => { location.hash = to }, hash)
    await me.sees(role, key, undefined, { part: true })
    await somewhere(hash)
  }
  /** The focus is on something, and stays there. */
  const somewhere = async (after) => {
    const place = () => me.page.evaluate(() => document.activeElement !== document.body && document.activeElement?.checkVisibility())
    await me.until(`after ${after} the focus is somewhere`, place)
    await me.page.waitForTimeout(120) // what comes from the server by then takes it from nobody, or only for a blink
    await me.until(`some time after ${after} the focus is somewhere`, place, Boolean, 200)
  }
  const opens = async (...keys) => {
    for (const key of keys) {
      await me.press(key)
      await dialog.first().waitFor()
      await somewhere(`${key} opened a window`)
    }
  }
  const gone = async (after) => {
    await dialog.first().waitFor({ state: 'detached' })
    await somewhere(after)
  }
  /** Windows are opened and let go of. */
  const lets = async (...keys) => {
    for (const key of keys) {
      await opens(key)
      await me.press('Escape')
      await gone(`${key} and Escape`)
    }
  }
  /** A window is opened, something typed where the focus is, and confirmed. */
  const does = async (key, text = '', confirm = 'Enter') => {
    await opens(key)
    if (text) await me.type(text)
    await me.press(confirm)
    await gone(`${key} and ${confirm}`)
  }

  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  await somewhere('signing in')
  await lets('F1', 'Control+k', 'Alt+w')

  await goes(`/orders/${order.id}`, 'button', 'order.to_confirmed')
  await lets('F4', 'F9', 'Alt+p')
  await does('F4', '1000')
  await lets('Shift+Delete')
  for (const state of ['confirmed', 'preparing', 'ready']) {
    await me.reach('button', `order.to_${state}`, { part: true }) // the button that goes away with the step
    await me.press('Enter')
    await me.reads(me.t('order.moved', { Number: order.number, State: me.t(`order.state_${state}`) }))
    await somewhere(`the step to ${state}`)
  }
  await me.reach('button', 'order.deliver', { part: true })
  await does('F9')
  await me.sees('button', 'order.pay', undefined, { part: true })
  await does('F4')

  await goes('/cheques', 'button', 'cheque.to_deposited')
  await lets('F2')
  await me.reach('button', 'cheque.to_deposited', { part: true })
  await me.press('Enter')
  await me.sees('button', 'cheque.to_bounced', undefined, { part: true })
  await somewhere('a step of a cheque')
  await lets('Shift+Delete')
  await does('Shift+Delete')
  await me.sees('button', 'cheque.to_given_back', undefined, { part: true })
  await somewhere('a cheque that bounced')

  await goes(`/customers/${customer.id}`, 'textbox', 'customer.name')
  await lets('F4', 'Alt+l', 'F9')
  await does('Alt+l', '900000')
  await does('F4', '1000')

  await goes('/shift', 'heading', 'nav.shift')
  await lets('Insert')
  await does('Insert', '100000')
  await me.sees('button', 'shift.count', undefined, { part: true })
  await lets('i', 'o', 'F9')
  await me.reach('button', 'shift.count', { part: true })
  await opens('F9')
  await me.type('2')
  await me.press('Enter')
  await me.sees('button', 'shift.recount')
  await somewhere('the count')
  await me.press('Enter')
  await gone('closing the shift')

  await goes('/invoices', 'heading', 'invoice.payments')
  await lets('Alt+r', 'Alt+p', 'Control+e')

  await goes('/products', 'heading', 'nav.products')
  await lets('F7', 'Shift+F8')
  await does('F7', '3')
  await goes(`/products/${wire.id}`, 'textbox', 'product.name')
  await lets('F7', 'Shift+F8', 'Alt+b')
  await does('F7', '3')
  await me.press('Escape')
  await somewhere('leaving a product')

  await goes('/stock', 'heading', 'nav.stock')
  await lets('Insert', 'Shift+Insert')
  await opens('Insert')
  await me.press('Enter')
  await gone('beginning a count')
  await me.type('Lamp')
  await me.page.getByRole('option', { name: 'Lamp' }).first().waitFor()
  await me.press('Enter')
  await me.type('9')
  await me.press('Enter')
  await me.page.getByRole('row', { name: 'Lamp' }).first().waitFor()
  await does('F9')

  await goes('/settings/taxes', 'button', 'settings.rate_new')
  await lets('Insert', 'Alt+n')
  await goes('/settings/people', 'heading', 'nav.settings')
  await lets('Insert')

  const file = join(shop.dir, 'list.pdf')
  writeFileSync(file, '%PDF-1.4\n')
  await me.drops(file)
  await me.reads(me.t('imports.refused_kept'))
  await somewhere('a list that was refused')
}
