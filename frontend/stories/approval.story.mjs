/**
 * Two people at one till: the owner gives herself a PIN, hands the till over
 * to a colleague and takes it back, and the basket stays where it was.
 */
import { goods, stockUp } from './goods.mjs'
import { hire } from './people.mjs'

export const prepared = true
export const budget = 175

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
  await me.scan(bulb.barcode)
  await me.reads(me.t('counter.heard', { Name: `\u2068${bulb.name}\u2069` }))

  await stepsIn(me, pins.colleague, colleague.user)
  await me.reads(bulb.name) // the basket stays
  await me.find('link', 'nav.settings').first().waitFor()
  await stepsIn(me, pins.owner, owner.user)
  await me.reads(bulb.name)
}
