/**
 * Drills are sold by their serials: the product says that it asks, the counter
 * asks on adding, one is scanned and the other left for later and then typed,
 * the paper says until when they are under warranty, the one search finds the
 * invoice by the serial, and a return says which of the two comes back. By
 * keyboard and scanner alone.
 */
import { goods, stockUp } from './goods.mjs'
import { expectPdf } from './paper.mjs'
import { pays } from './sales.mjs'

export const budget = 130
export const prepared = true

export async function play({ me, shop, language, owner }) {
  stockUp(shop, language)
  const drill = goods(language)[16]
  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  await me.goes('nav.products')
  await me.reads(drill.name)
  await me.scan(drill.barcode)
  await me.sees('heading', 'product.moves')
  me.keys = 0 // from here on they are counted

  await me.reach('checkbox', 'serial.asks')
  await me.press('Space')
  await me.fill('serial.warranty', '18', { optional: true })
  await me.press('Control+Enter')
  await me.reads(me.t('app.saved'))

  await me.goes('nav.counter')
  await me.scan(drill.barcode)
  await me.sees('dialog', 'serial.of', { Name: drill.name })
  await me.looks('the counter asks for a serial')
  await me.scan('SN1001')
  await me.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await me.press('+')
  await me.sees('dialog', 'serial.of', { Name: drill.name })
  await me.press('Escape')
  await me.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await me.reads(me.t('serial.missing', { Count: 1 }))
  await me.looks('a piece without a serial')
  await me.press('Alt+s')
  const box = await me.sees('textbox', 'serial.serial')
  await me.focused(box)
  await me.type('SN1001')
  await me.press('Enter')
  await me.hearsAt('serial.serial', 'serial.twice')
  await me.press('Backspace')
  await me.type('2')
  await me.press('Enter')
  await me.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await pays(me)
  const paper = await me.opens(() => me.press('p'))
  expectPdf(paper, ['sn1001', 'SN1002'])
  await me.press('Escape')

  await me.press('Control+k')
  await me.sees('combobox', 'palette.open')
  await me.type('sn1002')
  await me.until('the invoice is found', () => me.page.getByRole('option', { name: /[A-Z]-/ }).count())
  await me.press('Enter')
  await me.sees('heading', 'invoice.payments')
  await me.reads(me.t('serial.warranty_until'))
  await me.looks('an invoice with serials')
  await me.press('Alt+r')
  const quantity = await me.sees('textbox', 'credit.quantity_of', { Name: drill.name })
  await me.focused(quantity)
  await me.press('Control+a')
  await me.type('1')
  await me.reads(me.t('error.serials_needed', { Count: 1 }))
  await me.press('Tab', 'Tab', 'Tab', 'Space')
  await me.sees('button', 'credit.make', undefined, { part: true })
  await me.looks('which piece comes back')
  await me.page.getByText(me.t('error.serials_needed', { Count: 1 })).waitFor({ state: 'hidden' })
  await me.reads(me.t('credit.total'))
  await me.reach('textbox', 'credit.reason', { optional: true })
  await me.press('Enter')
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
  await me.sees('heading', 'credit.came_back', undefined, { part: true })
  await me.reads(`– ${me.t('serial.returned')}`)
}
