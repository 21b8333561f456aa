/**
 * A key acts on the row that is marked, however quickly it is pressed after an
 * arrow: on no cheque, order or customer but the one that somebody stands on.
 * And nothing that can be pressed lies under what is said of it.
 */
import { asker } from './asking.mjs'
import { writeOn } from './customers.mjs'
import { stockUp } from './goods.mjs'
import { desk } from './harness.mjs'
import { underToasts } from './look.mjs'

export const prepared = true

/** A key that had to wait longer for its row, in ms, is not meant any more (lib/actions.ts). */
const patience = 2000

export async function play({ me, shop, server, language, owner }) {
  stockUp(shop, language)
  const ask = await asker(server, owner)
  const name = language === 'fa' ? 'مریم سلیمانی' : 'Maryam Soleimani'
  const [customer] = await writeOn(server, owner, [{ kind: 'person', name, phone: '09123456789' }])
  for (const [number, due_on] of [['4711', '2030-01-01'], ['4712', '2030-02-01'], ['4713', '2030-03-01']])
    await ask(`/customers/${customer.id}/payments`, { id: crypto.randomUUID(), method: 'cheque', amount: 50_000, cheque: { number, due_on } })
  const uncovered = async (when) => {
    for (const viewport of [{ width: 390, height: 844 }, desk]) {
      await me.page.setViewportSize(viewport)
      const under = await underToasts(me.page)
      if (under.length) throw new Error(`${when}, ${viewport.width} wide: what is said covers ${under}`)
    }
  }
  const shown = (digits) => (language === 'fa' ? digits.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit]) : digits)
  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')

  await me.goes('nav.cheques')
  await me.sees('button', 'cheque.to_deposited', undefined, { part: true })
  const marked = () => me.page.locator('[role=row][aria-selected=true]').innerText()
  const before = await marked()
  await me.press('ArrowDown')
  await me.until('the next cheque is marked', marked, (row) => row !== before)
  const row = await marked()
  await me.press('Enter')
  const deposited = await me.until('a cheque is at the bank', async () => (await ask('/cheques')).items.filter(({ state }) => state !== 'held'), (items) => items.length > 0)
  if (deposited.length !== 1 || !row.includes(shown(deposited[0].number))) throw new Error(`“${row}” was marked and ${deposited.map(({ number }) => number)} went to the bank`)

  // On the board, too: an order that goes on into the next column takes the focus with it.
  const [product] = (await ask('/products?limit=1')).items
  const orders = []
  for (const day of ['2030-01-01', '2030-01-02', '2030-01-03'])
    orders.push(await ask('/orders', { id: crypto.randomUUID(), customer_id: customer.id, promised_on: day, lines: [{ product_id: product.id, quantity: '1' }] }))
  const second = orders[1]
  const stands = (state) => me.until(`the second order is ${state}`, () => ask(`/orders/${second.id}`), (order) => order.state === state)
  const on = ({ number }) => me.until(`the focus is on ${number}`, () => me.page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? ''), (label) => label.endsWith(number))
  await me.goes('nav.orders')
  await me.reads(shown(second.number))
  for (const order of [orders[0], second]) {
    await me.press('ArrowDown')
    await on(order)
  }
  await me.page.getByRole('heading', { name: shown(second.number) }).first().waitFor()
  for (const state of ['confirmed', 'preparing', 'ready']) {
    await me.press('Enter')
    await me.reads(me.t('order.moved', { Number: second.number, State: me.t(`order.state_${state}`) }))
    await uncovered(state)
    await stands(state)
    await on(second)
  }
  const others = (await ask('/orders')).items.filter(({ id }) => id !== second.id)
  if (others.some(({ state }) => state !== 'received')) throw new Error(`others went on: ${others.map(({ number, state }) => `${number} ${state}`)}`)

  // A customer that was opened goes with the marked row, and so do its keys; what was typed is asked for first.
  await writeOn(server, owner, ['A. Kamali', 'B. Kamali'].map((full) => ({ kind: 'person', name: full })))
  await me.goes('nav.customers')
  const rows = me.page.getByRole('grid')
  const toRows = async () => {
    for (let step = 0; !(await rows.evaluate((grid) => grid === document.activeElement)); step++) {
      if (step === 60) throw new Error('the rows are not reached')
      await me.press('Shift+Tab')
    }
  }
  const panel = (full) => me.page.getByRole('region', { name: full, exact: true })
  await me.until('three customers are listed', () => me.page.locator('.grid-body [role=row]').count(), (count) => count === 3)
  const names = await me.page.locator('.grid-body [role=row]').evaluateAll((rows) => rows.toSorted((a, b) => a.getAttribute('aria-rowindex') - b.getAttribute('aria-rowindex')).map((row) => row.querySelector('bdi').innerText))
  await me.focused(rows)
  await me.press('Home', 'Enter')
  await panel(names[0]).waitFor()
  const pressed = Date.now()
  await me.press('ArrowDown', 'F4')
  await me.page.locator('.aside h2', { hasText: names[1] }).waitFor()
  if (Date.now() - pressed > patience) await me.press('F4') // it may have been let go; where it was not, the window keeps it
  await me.sees('dialog', 'account.from', { Name: `\u2068${names[1]}\u2069` })
  await me.press('Escape')
  await me.focused(rows)
  await panel(names[1]).waitFor()
  await me.reach('textbox', 'customer.note', { optional: true })
  await me.type('x')
  await toRows()
  await me.press('ArrowDown')
  const unsaved = me.page.getByText(me.t('app.unsaved'))
  await unsaved.waitFor()
  await me.press('Escape')
  await me.until('the row of what was typed is marked again', marked, (text) => text.includes(names[1]))
  await unsaved.waitFor({ state: 'hidden' })
  await me.press('ArrowDown')
  await unsaved.waitFor()
  await me.looks('what was typed is asked for')
  await me.press('ArrowUp') // back at it there is nothing to ask
  await unsaved.waitFor({ state: 'hidden' })
  await me.press('Control+Enter')
  await me.reads(me.t('app.saved'))
  await panel(names[1]).waitFor()
  await me.until('it is the one that is marked', marked, (text) => text.includes(names[1]))
  await uncovered('a customer')
  await toRows()
  await me.press('ArrowDown')
  await panel(names[2]).waitFor()
}
