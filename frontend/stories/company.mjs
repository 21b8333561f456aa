/** A company that buys, right in every field. */
const texts = {
  fa: { name: 'شرکت روشنان', province: 'تهران', city: 'تهران', address: 'خیابان ولی‌عصر، پلاک ۱۲' },
  en: { name: 'Roshanan Co.', province: 'Tehran', city: 'Tehran', address: '12 Valiasr Street' },
}

export const company = (language) => ({
  ...texts[language], phone: '02188001234', email: 'buy@roshanan.example', national_id: '10380284790', economic_code: '10380284790',
  registration_no: '123456', postal_code: '1513736311',
})

/** The fields of its form in the order of Tab: [field, the label's key, optional?]. */
export const fields = [
  ['name', 'customer.organisation_name', false],
  ['phone', 'customer.phone', true],
  ['email', 'customer.email', true],
  ['national_id', 'customer.legal_id', true],
  ['economic_code', 'customer.economic_code', true],
  ['registration_no', 'customer.registration_no', true],
  ['postal_code', 'customer.postal_code', true],
  ['province', 'customer.province', true],
  ['city', 'customer.city', true],
  ['address', 'customer.address', true],
]

/** Opens the form of a new customer, as an organisation. */
export async function opensForm(me) {
  await me.goes('nav.customers')
  await me.sees('heading', 'customer.none')
  await me.looks('customers, none yet')
  await me.press('Insert')
  await me.sees('textbox', 'customer.name')
  await me.reach('radio', 'customer.person', { backwards: true })
  await me.press('ArrowDown')
  await me.sees('textbox', 'customer.organisation_name')
}
