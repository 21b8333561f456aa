/**
 * A company comes for the first time, with everything an official invoice
 * asks for; it buys two things with a discount on one of them and another on
 * the whole, and takes the official form along.
 */
import { company, fields, opensForm } from './company.mjs'
import { goods, stockUp } from './goods.mjs'
import { expectPdf } from './paper.mjs'
import { pays, ringsUp } from './sales.mjs'

export const prepared = true
export const budget = 260 // some 190 of them are the company's own letters and digits

export async function play({ me, shop, language, owner }) {
  stockUp(shop, language)
  const buyer = company(language)
  const [, , wire, , , , socket] = goods(language)

  await me.looks('sign-in')
  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')

  await opensForm(me)
  for (const [field, label, optional] of fields) await me.fill(label, buyer[field], { optional })
  await me.looks('a new company')
  await me.press('Control+Enter')
  await me.reads(me.t('app.saved'))
  await me.sees('heading', 'nav.customers')
  await me.looks('the company beside the list')

  await me.goes('nav.counter')
  await me.sees('combobox', 'counter.find')
  await me.press('F3')
  await me.sees('combobox', 'counter.find_customer')
  await me.type(buyer.name.slice(0, 4))
  await me.page.getByRole('option', { name: buyer.name }).waitFor()
  await me.looks('finding the customer')
  await me.press('Enter')
  await me.sees('combobox', 'counter.find')
  await me.page.getByRole('button', { name: buyer.name }).first().waitFor()

  await ringsUp(me, wire)
  await me.type('12.5*') // metres of it
  await ringsUp(me, socket)

  await me.press('F8')
  await me.sees('textbox', 'counter.discount_line')
  await me.type('10%') // as it is said; the sign after the digits takes nothing away
  await me.reach('textbox', 'counter.discount_whole')
  await me.press('%') // an amount, not a percentage
  await me.type('3550')
  await me.looks('discounts')
  await me.press('Enter')
  await me.find('textbox', 'counter.discount_whole').waitFor({ state: 'hidden' })

  const before = wire.price * 12.5 + socket.price * 0.9 - 3550
  const total = before + before * 0.1
  await me.reads(me.number(total))
  await me.looks('a basket with discounts')

  await pays(me, 'Alt+2')
  await me.looks('sold to the company')
  const pdf = await me.opens(() => me.press('O'))
  // The official form is in rial, whatever the screens show.
  expectPdf(pdf, [me.t('paper.title_official'), buyer.name, buyer.national_id, buyer.registration_no, buyer.postal_code, buyer.phone.slice(1), buyer.address, wire.name, socket.name, me.number(total * 10)])
}
