/**
 * Of a sale of three lines one comes back broken: it goes to scrap, a part of
 * its money back in cash and the rest on the card. Another line is exchanged
 * at the counter for two lamps and the difference given back; it was one lamp,
 * so that document is corrected. The customer's screen tells of each. By
 * keyboard alone; from the document on, a hundred keys are enough.
 */
import { goods, writeList } from './goods.mjs'
import { expectPdf } from './paper.mjs'
import { pays, ringsUp } from './sales.mjs'

export const budget = 100
export const prepared = true

/** The customer's screen, in a window of its own beside the desk. */
async function besides(me, server) {
  const page = await me.context.newPage()
  await page.goto(`${server.address}#/display`)
  const reads = (text) => page.getByText(text, { exact: true }).first().waitFor()
  await reads(me.t('display.welcome'))
  await me.page.bringToFront()
  return {
    reads,
    looks: () => me.looks('what the customer sees of a return', page),
  }
}

export async function play({ me, shop, server, language, owner }) {
  const list = writeList(shop, language)
  shop.run(['import', list, '--unit', 'toman'])
  const [bulb, led, , , lightSwitch, , , extension] = goods(language)
  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  for (const one of [bulb, lightSwitch, extension]) await ringsUp(me, one)
  await pays(me)
  await me.press('Escape')
  await me.goes('nav.invoices')
  await me.sees('heading', 'invoice.payments')
  const screen = await besides(me, server)
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
  await me.reach('textbox', 'credit.refund')
  await me.press('Control+a')
  await me.type('20000')
  await me.press('Alt+2') // the rest on the card
  const rest = await me.sees('textbox', 'credit.refund_part')
  await me.until('the rest stands there by itself', () => rest.inputValue(), (said) => said === me.number(lightSwitch.price * 1.1 - 20000))
  await me.looks('a return that is reckoned')
  await me.press('Enter')
  await me.sees('heading', 'credit.came_back', undefined, { part: true })
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
  await me.reads(me.t('credit.is_part'))
  await me.looks('a document of which a line came back')
  await screen.reads(me.t('display.returned'))
  await screen.reads(me.number(lightSwitch.price * 1.1))
  await screen.looks()

  await me.press('Alt+r')
  await me.reach('textbox', 'credit.quantity_of', { params: { Name: extension.name } })
  await me.type('1')
  await me.reads(me.number(extension.price * 1.1))
  await me.press('Alt+x')
  await me.reads(me.t('counter.exchange_for'))
  await ringsUp(me, led)
  await me.press('+')
  await me.reads(me.number((extension.price - 2 * led.price) * 1.1))
  await me.looks('an exchange at the counter')
  await screen.reads(led.name)
  await screen.reads(me.t('method.exchange'))
  await me.press('F9')
  await me.sees('dialog', 'counter.give_back_title')
  await me.looks('the difference goes back')
  await me.press('Enter')
  await me.sees('dialog', 'pay.done')
  await me.looks('an exchange that is done')
  await screen.reads(me.t('display.thanks'))
  const receipt = await me.opens(() => me.press('r'))
  expectPdf(receipt, [led.name, extension.name, me.number(extension.price * 1.1)])
  await me.press('Escape')

  await me.goes('nav.invoices')
  await me.reads(me.t('credit.exchange_of'))
  await me.looks('a document that goods were exchanged for')

  await me.press('Alt+e') // it was one lamp, not two
  await me.reads(me.t('counter.corrects'))
  await me.reads(led.name)
  await me.press('-')
  await me.reads(me.number(led.price * 1.1)) // goes back
  await me.press('F9')
  await me.sees('dialog', 'counter.give_back_title')
  await me.press('Enter')
  await me.sees('dialog', 'pay.done')
  await me.press('Escape')
  await me.goes('nav.invoices')
  await me.reads(me.t('credit.correction'))
  await me.looks('a document in the place of a wrong one')

  await me.press('Alt+k')
  await me.sees('heading', 'credit.list')
  await me.reads(me.t('credit.corrected'))
  await me.looks('everything that came back')

  await me.press('F8') // those of some days
  await me.until('the filter has the focus', () => me.page.evaluate(() => document.activeElement?.className), (said) => said === 'chip')
  await me.press('Enter')
  await me.sees('listbox', 'invoice.time')
  await me.press('End', 'Enter')
  const first = await me.sees('textbox', 'invoice.from')
  await me.until('the first day has the focus', () => first.evaluate((field) => field === document.activeElement))
  await me.press('ArrowUp') // today
  await me.reads(me.t('credit.corrected'))
  await me.press('ArrowUp') // tomorrow
  await me.reads(me.t('credit.none_found'))
  await me.looks('what came back from tomorrow on')
}
