/**
 * Everything that is typed when a company buys, typed wrong first: each is
 * said at its field, nothing that was typed is lost, and every one is mended
 * where it stands.
 */
import { company, fields, opensForm } from './company.mjs'
import { goods, stockUp } from './goods.mjs'

export const prepared = true
export const budget = 240

const wrong = {
  phone: ['123', 'error.invalid_phone'],
  email: ['buy@roshanan', 'error.invalid_email'],
  national_id: ['10380284791', 'error.invalid_legal_id'],
  economic_code: ['1038', 'error.invalid_economic_code'],
  registration_no: ['12a', 'error.invalid_registration_no'],
  postal_code: ['0513736311', 'error.invalid_postal_code'],
  province: ['t'.repeat(101), 'error.too_long', 100],
  city: ['t'.repeat(101), 'error.too_long', 100],
  address: ['t'.repeat(501), 'error.too_long', 500],
}

export async function play({ me, shop, language, owner }) {
  stockUp(shop, language)
  const buyer = company(language)
  const [, , wire, , , , socket] = goods(language)

  await me.sees('textbox', 'signin.user')
  await me.press('Enter')
  await me.hearsAt('signin.user', 'signin.missing_user')
  await me.hearsAt('signin.password', 'signin.missing_password')
  await me.signsIn({ ...owner, password: `${owner.password}s` })
  await me.reads(me.t('error.wrong_password'))
  await me.looks('a wrong password')
  await me.holds('signin.user', owner.user)
  await me.fill('signin.password', owner.password)
  await me.press('Enter')
  await me.sees('combobox', 'counter.find')

  await opensForm(me)
  for (const [field, label, optional] of fields.slice(1)) await me.fillWith(label, wrong[field][0], { optional })
  await me.press('Control+Enter')
  await me.hearsAt('customer.organisation_name', 'customer.missing_organisation') // said before anything is sent
  await me.type(buyer.name)
  await me.press('Control+Enter')
  for (const [field, label, optional] of fields.slice(1)) {
    const [text, refusal, most] = wrong[field]
    await me.hearsAt(label, refusal, { Max: most }, { optional })
    await me.holds(label, text, { optional })
  }
  await me.looks('a company wrong in every field')
  await me.holds('customer.organisation_name', buyer.name)
  for (const [field, label, optional] of fields.slice(1)) await me.fillWith(label, buyer[field], { optional })
  await me.press('Control+Enter')
  await me.reads(me.t('app.saved'))

  await me.goes('nav.counter')
  await me.sees('combobox', 'counter.find')
  await me.scan('6261111111116')
  await me.reads(me.t('counter.unheard'))
  await me.looks('a barcode that nobody knows')
  await me.scan(wire.barcode)
  await me.reads(me.t('counter.heard', { Name: `\u2068${wire.name}\u2069` }))
  await me.scan(socket.barcode)
  await me.reads(me.t('counter.heard', { Name: `\u2068${socket.name}\u2069` }))

  await me.press('Enter') // how many of the chosen line
  await me.fill('counter.quantity', '1.2345')
  await me.press('Enter')
  await me.hearsAt('counter.quantity', 'error.invalid_quantity')
  await me.holds('counter.quantity', '1.2345')
  await me.looks('a quantity that is none')
  await me.fill('counter.quantity', '2')
  await me.press('Enter')
  await me.reads(me.number((wire.price + socket.price * 2) * 1.1))

  await me.press('F6')
  await me.fill('counter.unit_price', '1,5')
  await me.press('Enter')
  await me.hearsAt('counter.unit_price', 'error.invalid_amount')
  await me.holds('counter.unit_price', '1,5')
  await me.press('Escape')

  await me.press('F8')
  await me.fill('counter.discount_line', '150')
  await me.fill('counter.discount_whole', '5')
  await me.press('Enter')
  await me.hearsAt('counter.discount_line', 'error.out_of_range')
  await me.holds('counter.discount_line', '150')
  await me.holds('counter.discount_whole', '5')
  await me.looks('a discount above the amount')
  await me.fill('counter.discount_line', '10')
  await me.press('Enter')
  await me.find('textbox', 'counter.discount_line').waitFor({ state: 'hidden' })
  const before = (wire.price + socket.price * 2 * 0.9) * 0.95
  const total = before * 1.1
  await me.reads(me.number(total))

  await me.press('F9')
  await me.sees('dialog', 'pay.title')
  await me.press('Alt+5')
  await me.press('Enter')
  await me.hearsAt('pay.credit_amount', 'error.guest_owes')
  await me.press('Alt+2')
  await me.type('9000000')
  await me.press('Enter')
  await me.hearsAt('pay.card_amount', 'error.overpaid')
  await me.holds('pay.card_amount', '9000000')
  await me.looks('too much on the card')
  await me.fill('pay.card_amount', '0')
  await me.press('Enter')
  await me.hearsAt('pay.card_amount', 'pay.needs_amount')
  await me.press('Alt+5', 'F3')
  await me.sees('combobox', 'counter.find_customer')
  await me.type(buyer.name.slice(0, 4))
  await me.page.getByRole('option', { name: buyer.name }).waitFor()
  await me.press('Enter')
  await me.sees('textbox', 'pay.cash_amount')
  await me.press('Alt+5', 'Enter')
  await me.sees('dialog', 'pay.done')
  await me.reads(me.t('pay.owed'))
  await me.looks('sold on credit')
}
