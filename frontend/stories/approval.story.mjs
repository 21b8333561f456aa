/**
 * Two people at one till: each has a PIN, the owner hands the till over to a
 * colleague and the basket stays where it was. What the colleague may not do
 * alone, a discount and a void, the owner allows by PIN without signing in;
 * both names stand on the invoice. Who stepped in with a PIN says the password
 * before the settings.
 */
import { goods, stockUp } from './goods.mjs'
import { hire } from './people.mjs'
import { ringsUp } from './sales.mjs'

export const prepared = true
export const budget = 265

const pins = { owner: '7319', colleague: '5082' }

async function setsPin(me, password, pin) {
  await me.push('pin.set')
  await me.sees('dialog', 'pin.set')
  await me.type(password)
  await me.press('Tab')
  await me.type(pin)
  await me.press('Enter')
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
  await me.sees('button', 'pin.change')
}

async function stepsIn(me, pin, name) {
  await me.press('Alt+w')
  await me.sees('dialog', 'pin.switch')
  await me.type(pin)
  await me.looks('stepping in')
  await me.press('Enter')
  await me.reads(me.t('pin.now', { Name: `\u2068${name}\u2069` }))
}

export async function play({ me, shop, server, language, owner }) {
  stockUp(shop, language)
  const [bulb] = goods(language)
  const colleague = await hire(server, owner, 'counter')

  await me.signsIn(colleague)
  await me.sees('combobox', 'counter.find')
  await me.press('Alt+w')
  await me.sees('dialog', 'pin.switch')
  await me.reads(me.t('pin.nobody'))
  await me.looks('nobody has a PIN')
  await me.press('Escape')
  await me.goes('nav.settings')
  await setsPin(me, colleague.password, pins.colleague)
  await me.looks('a PIN of one’s own')
  await me.page.evaluate(() => localStorage.removeItem('pishkhan.token')) // the colleague goes home
  await me.page.reload()

  await me.page.goto(`${server.address}#/settings/mine`)
  await me.signsIn(owner)
  await setsPin(me, owner.password, pins.owner)
  await me.goes('nav.counter')
  await ringsUp(me, bulb)

  await stepsIn(me, pins.colleague, colleague.user)
  await me.reads(bulb.name) // the basket stays
  await me.find('link', 'nav.settings').first().waitFor()

  await me.press('F8')
  await me.sees('form', 'counter.discount')
  await me.type('30')
  await me.press('Enter')
  await me.reads(me.t('approval.at_pay'))
  await me.looks('a discount that needs leave')
  await me.press('F9')
  await me.sees('dialog', 'pay.title')
  await me.press('Enter')
  await me.sees('dialog', 'approval.title')
  await me.looks('asking for leave')
  await me.type('0000')
  await me.press('Enter')
  await me.hearsAt('pin.pin', 'error.wrong_pin')
  await me.press('Escape') // let go: nothing is sold, and said why
  await me.page.getByRole('dialog', { name: me.t('approval.title') }).waitFor({ state: 'detached' })
  await me.reads(me.t('error.discount_limit', { Percent: me.number(10) }))
  await me.press('Enter')
  await me.sees('dialog', 'approval.title')
  await me.type(pins.owner)
  await me.press('Enter')
  await me.sees('dialog', 'pay.done')
  await me.press('Escape')

  await me.goes('nav.invoices')
  await me.press('ArrowDown')
  await me.reads(me.t('approval.by', { To: `\u2068${colleague.user}\u2069`, By: `\u2068${owner.user}\u2069` }))
  await me.looks('both names on the invoice')
  await me.press('Alt+r')
  await me.reach('radio', 'credit.by_lines', { backwards: true })
  await me.press('ArrowDown')
  await me.reads(me.t('credit.whole_text'))
  await me.press('Enter')
  await me.sees('dialog', 'approval.title')
  await me.type(pins.owner)
  await me.press('Enter')
  await me.sees('heading', 'credit.came_back', undefined, { part: true })
  await me.reads(me.t('right.void'))
  await me.looks('a void by leave')

  // The owner steps in with the PIN that everybody saw: the settings want the password as well, once.
  await stepsIn(me, pins.owner, owner.user)
  await me.goes('nav.settings')
  await me.fill('customer.city', 'Qom', { optional: true })
  await me.press('Control+Enter')
  await me.sees('dialog', 'pin.proof')
  await me.looks('the password after a PIN')
  await me.type(pins.owner)
  await me.press('Enter')
  await me.hearsAt('pin.password', 'error.not_your_password')
  await me.press('Control+a')
  await me.type(owner.password)
  await me.press('Enter')
  await me.reads(me.t('app.saved'))
}
