/**
 * A lamp of three lines comes back broken: from the document, by keyboard
 * alone, it goes to scrap and its money back in cash. From the document on,
 * forty keys are enough.
 */
import { goods, writeList } from './goods.mjs'
import { expectPdf } from './paper.mjs'

export const budget = 40
export const prepared = true

export async function play({ me, shop, language, owner }) {
  const list = writeList(shop, language)
  shop.run(['import', list, '--unit', 'toman'])
  const [bulb, , , , lightSwitch, , , extension] = goods(language)
  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  for (const one of [bulb, lightSwitch, extension]) {
    await me.scan(one.barcode)
    await me.reads(me.t('counter.heard', { Name: `\u2068${one.name}\u2069` }))
  }
  await me.press('F9')
  await me.sees('dialog', 'pay.title')
  await me.press('Enter')
  await me.sees('dialog', 'pay.done')
  await me.press('Escape')
  await me.goes('nav.invoices')
  await me.sees('heading', 'invoice.payments')
  me.keys = 0 // from here on they are counted

  await me.press('Alt+r')
  await me.sees('radio', 'credit.by_lines')
  await me.looks('a return')
  const back = await me.reach('textbox', 'credit.quantity_of', { params: { Name: lightSwitch.name } })
  await me.type('2')
  await me.until('more than was sold is refused at the field', () => back.getAttribute('aria-invalid'), (said) => said === 'true')
  await me.press('Backspace')
  await me.type('1')
  await me.press('Tab', 'Space') // to scrap
  await me.reads(me.number(lightSwitch.price * 1.1))
  await me.looks('a return that is reckoned')
  await me.press('Enter')
  await me.sees('heading', 'credit.came_back', undefined, { part: true })
  await me.looks('a document of which a line came back')
  const button = me.page.getByRole('button', { name: language === 'fa' ? /دیدن PDF برگشت/ : /Open the PDF of credit note/ }).first()
  for (let step = 0; step < 20 && !await button.evaluate((element) => element === document.activeElement); step++) await me.press('Tab')
  const pdf = await me.opens(() => me.press('Enter'))
  expectPdf(pdf, [lightSwitch.name, me.number(lightSwitch.price * 1.1)])
}
