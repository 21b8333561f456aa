/**
 * Somebody stands at the counter whom the shop knows. They are found by the
 * last digits of their phone; another by a family name that nobody spells the
 * same way; a company by its name, typed in the wrong keyboard layout.
 */
import { writeOn } from './customers.mjs'

export const prepared = true
export const budget = 60

const known = {
  fa: { person: ['رضا کاظمی', '09121234567'], misspelt: ['مهدی قاسمی‌نژاد', '09351112233'], company: ['شرکت روشنان', '02188001234'], typed: 'غاسمی', layout: 'v,akhk' },
  en: { person: ['Reza Kazemi', '09121234567'], misspelt: ['Jonathan Whitfield', '09351112233'], company: ['Lumen Supplies', '02188001234'], typed: 'whitfeild', layout: 'معپث' },
}

export async function play({ me, server, language, owner }) {
  const { person, misspelt, company, typed, layout } = known[language]
  await writeOn(server, owner, [
    { kind: 'person', name: person[0], phone: person[1] },
    { kind: 'person', name: misspelt[0], phone: misspelt[1] },
    { kind: 'organisation', name: company[0], phone: company[1] },
  ])
  const option = (name) => me.page.getByRole('option', { name }).first()

  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')

  // Thought better of: the next time nothing of it stands there.
  await me.press('F3')
  await me.focused(await me.sees('combobox', 'counter.find_customer'))
  await me.type('ab')
  await me.press('Escape')
  await me.focused(await me.sees('combobox', 'counter.find'))

  // The last digits of the phone, at the counter.
  await me.press('F3')
  await me.focused(await me.sees('combobox', 'counter.find_customer'))
  await me.type(person[1].slice(-4))
  await option(person[0]).waitFor()
  await me.looks('a customer by the last digits')
  await me.press('Enter')
  await me.sees('combobox', 'counter.find')
  await me.page.getByRole('button', { name: person[0] }).first().waitFor()

  // A family name as it was heard.
  await me.press('F3')
  await me.sees('combobox', 'counter.find_customer')
  await me.type(typed)
  await option(misspelt[0]).waitFor()
  await me.looks('a customer by a misspelt name')
  await me.press('Enter')
  await me.sees('combobox', 'counter.find')
  await me.page.getByRole('button', { name: misspelt[0] }).first().waitFor()

  // While somebody new is written down, no key takes the basket from under them.
  await me.press('F3')
  await me.focused(await me.sees('combobox', 'counter.find_customer'))
  await me.press('Insert')
  await me.focused(await me.sees('textbox', 'counter.customer_name'))
  await me.press('F4')
  await me.sees('textbox', 'counter.customer_name')
  await me.press('Escape', 'Escape')
  await me.page.getByRole('button', { name: misspelt[0] }).first().waitFor()

  // From anywhere, with the keyboard in the other language.
  await me.palette()
  await me.type(layout)
  await option(company[0]).waitFor()
  await me.looks('a company in the wrong layout')
  await me.press('Enter')
  await me.sees('heading', 'nav.customers')
  await me.page.getByRole('heading', { name: company[0] }).waitFor()
}
