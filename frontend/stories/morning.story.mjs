/**
 * A morning at the till: it is opened with a float, goods are sold for cash and
 * by card with baskets held and recalled in between, through a reload, cash is taken out, the
 * drawer is counted blind with something missing, and the shift is closed.
 */
import { goods, stockUp } from './goods.mjs'
import { expectPdf } from './paper.mjs'
import { pays, ringsUp } from './sales.mjs'

export const prepared = true
export const budget = 165

const words = {
  fa: { waits: 'کارت', reason: 'چای', note: 'شاید باقی پول' },
  en: { waits: 'card', reason: 'Tea', note: 'Change, perhaps' },
}

/** Cash sales with the exact amount, and one by card. */
async function sells(me, bulb, { card = false } = {}) {
  await ringsUp(me, bulb)
  await pays(me, card ? 'Alt+2' : '')
  await me.press('Escape')
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
  await me.reads(me.t('counter.empty'))
}

export async function play({ me, shop, language, owner }) {
  stockUp(shop, language)
  const [bulb] = goods(language)
  const { waits, reason, note } = words[language]

  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  await me.goes('nav.shift')
  await me.reads(me.t('shift.none'))
  await me.looks('no shift yet')
  await me.press('Insert')
  await me.sees('dialog', 'shift.open')
  await me.type('100000') // toman
  await me.looks('the float')
  await me.press('Enter')
  await me.sees('region', 'shift.titled', { Number: 'A-S1' })
  await me.looks('an open shift')

  await me.goes('nav.counter')
  for (let sold = 0; sold < 10; sold++) await sells(me, bulb)
  await sells(me, bulb, { card: true })
  await ringsUp(me, bulb)
  await me.press('F4') // somebody forgot their purse
  await me.reads(me.t('counter.empty'))
  await ringsUp(me, bulb)
  await me.press('Shift+F4') // and somebody else looks for their card
  await me.sees('dialog', 'counter.hold_note')
  await me.type(waits)
  await me.looks('holding with a note')
  await me.press('Enter')
  await me.reads(me.t('counter.empty'))
  await me.reads(waits)
  await me.looks('two baskets wait')
  await me.page.reload() // as after a crash: both are there
  await me.sees('combobox', 'counter.find')
  await me.reads(waits)
  await me.press('F5')
  await me.sees('dialog', 'held.title')
  await me.looks('choosing a held basket')
  await me.press('2')
  await me.page.getByText(me.t('counter.empty')).waitFor({ state: 'hidden' })
  await pays(me)
  await me.press('Escape')
  await me.reads(me.t('counter.empty'))
  await me.press('F5')
  await me.page.getByText(me.t('counter.empty')).waitFor({ state: 'hidden' })
  await pays(me)
  await me.press('Escape')

  await me.goes('nav.shift')
  await me.sees('region', 'shift.titled', { Number: 'A-S1' })
  await me.press('o')
  await me.sees('dialog', 'shift.out')
  await me.type('20000')
  await me.press('Tab')
  await me.type(reason)
  await me.looks('cash out')
  await me.press('Enter')
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
  await me.reads(reason)

  await me.press('F9')
  await me.sees('dialog', 'shift.count_title')
  await me.press('Tab', 'Tab', 'Tab')
  await me.type('9')
  await me.looks('counting')
  await me.press('Enter')
  await me.sees('button', 'shift.recount')
  // 12 in cash with ten percent of tax, the float, less the tea
  const expected = Math.round(bulb.price * 1.1) * 12 + 100_000 - 20_000
  await me.reads(me.number(expected))
  await me.reads(me.number(Math.abs(90_000 - expected)))
  await me.looks('the difference')
  await me.type(note)
  await me.press('Enter')
  await me.reads(me.t('shift.closed', { Number: 'A-S1' }))
  await me.reads(note)
  await me.looks('a closed shift')
  const print = await me.opens(() => me.press('p'))
  expectPdf(print, [me.number(expected), note])
}
