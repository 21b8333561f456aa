/**
 * Every screen in the pseudo-locale: a text that does not stand in its
 * brackets was not taken from the catalogue. The interface asks for English
 * and is given x-pseudo instead, by the real program.
 */
import { join } from 'node:path'
import { company } from './company.mjs'
import { goods, writeList } from './goods.mjs'
import { foreignTexts } from './look.mjs'
import { ringsUp } from './sales.mjs'
import { speaker, words as catalogue } from './words.mjs'

export const only = 'en'

export async function play({ me, shop, server, language, owner }) {
  const things = goods(language)
  const buyer = company(language)
  const words = await (await fetch(`${server.address}api/locales/x-pseudo`)).json()
  // Names and what is kept as data when the shop is set up.
  const data = ['Noor Electric', owner.user, 'list.csv', join(shop.data, 'inbox'), 'name', 'code', 'barcode', 'price', 'unit', 'stock', catalogue('en')('till.first'), ...things.flatMap(({ name, unit }) => [name, unit, name.slice(0, 12)]), ...Object.values(buyer)]
  const found = []
  const aside = me.page.getByRole('main').getByRole('heading', { level: 2 }).first()
  const reads = async (where) => {
    await me.until(`${where} is loaded`, () => me.page.locator('.bone').count(), (bones) => bones === 0)
    for (const text of await foreignTexts(me.page, data)) found.push(`${where}: ${text}`)
  }
  const at = async (path, heading) => {
    await me.page.goto(`${server.address}#/${path}`)
    await me.sees('heading', heading)
  }
  /** Opens something over the screen, reads it, and closes it with Escape. */
  const over = async (where, keys, role, key, { params, ...which } = {}) => {
    await me.press(keys)
    const thing = await me.sees(role, key, params, which)
    await reads(where)
    await me.press('Escape')
    await thing.waitFor({ state: 'hidden' })
  }

  await me.context.route('**/api/locales/en', (route) => route.continue({ url: `${server.address}api/locales/x-pseudo` }))
  await me.context.route(/\/api\/(?!locales)/, (route) => route.continue({ headers: { ...route.request().headers(), 'accept-language': 'x-pseudo' } }))
  me.t = speaker(words, 'en')
  await me.page.reload()

  await me.sees('heading', 'firstrun.language_title')
  await reads('first run, language')
  await me.press('Enter')
  await me.sees('heading', 'firstrun.shop_title')
  await me.press('Enter')
  await me.hearsAt('firstrun.shop_name', 'firstrun.required_name')
  await me.fill('firstrun.shop_name', 'Noor Electric')
  await reads('first run, shop')
  await me.press('Enter')
  await me.sees('heading', 'firstrun.owner_title')
  await me.fill('firstrun.owner_user', owner.user)
  await me.fill('firstrun.owner_password', 'pa')
  await reads('first run, a short password')
  await me.fill('firstrun.owner_password', owner.password)
  await me.fill('firstrun.owner_password_again', owner.password)
  await reads('first run, owner')
  await me.press('Enter')
  await me.sees('heading', 'firstrun.key_title')
  await reads('first run, recovery key')
  await me.push('firstrun.key_confirm', { role: 'checkbox', keyName: 'Space' })
  await me.press('Enter')
  await me.sees('heading', 'firstrun.goods_title')
  await reads('first run, goods')
  await me.chooses(writeList(shop, language), () => me.press('Enter'))
  await me.sees('group', 'firstrun.goods_unit')
  await reads('first run, unit of the list')
  await me.press('Enter')
  await me.sees('group', 'imports.figures')
  await reads('first run, what the list brings')
  await me.press('Enter')
  await me.sees('heading', 'firstrun.done_title')
  await reads('first run, ready')
  await me.press('Enter')

  await me.sees('combobox', 'counter.find')
  await reads('an empty counter')
  await over('the keys of the counter', 'F1', 'dialog', 'keys.title', { part: true })
  await over('the palette', 'Control+k', 'combobox', 'palette.open')
  await me.scan('6261111111116')
  await me.reads(me.t('counter.unheard'))
  await reads('a barcode that nobody knows')
  await ringsUp(me, things[0])
  await reads('a basket')
  await me.press('Enter')
  await me.fill('counter.quantity', '50')
  await me.press('Enter')
  await me.reads(me.number(things[0].price * 55))
  await reads('more than there is in stock')
  await over('discounts', 'F8', 'textbox', 'counter.discount_whole')
  await over('finding a customer', 'F3', 'combobox', 'counter.find_customer')
  await me.press('F3')
  await me.sees('combobox', 'counter.find_customer')
  await over('a new customer at the counter', 'Insert', 'textbox', 'counter.customer_name')
  await me.press('Escape')
  await me.press('F2')
  await me.type('zz')
  await over('a new product at the counter', 'Insert', 'textbox', 'counter.product_name')
  await me.press('F9')
  await me.sees('dialog', 'pay.title')
  for (const [keys, label] of [['Alt+2', 'pay.card_amount'], ['Alt+3', 'pay.transfer_amount'], ['Alt+4', 'pay.cheque_amount'], ['Alt+5', 'pay.credit_amount']]) {
    await me.press(keys)
    await me.sees('textbox', label)
    await reads(`payment, ${label}`)
  }
  await me.press('Enter')
  await me.hearsAt('pay.credit_amount', 'error.guest_owes')
  await reads('payment, a guest who would owe')
  await me.press('Alt+1')
  await me.sees('textbox', 'pay.cash_amount')
  await me.type('6000000')
  await reads('payment in cash, with change')
  await me.press('Enter')
  await me.sees('dialog', 'pay.done')
  await reads('sold')
  await me.press('Escape')

  await at('invoices', 'nav.invoices')
  await me.page.getByRole('row', { name: /A-1405-000001/ }).waitFor()
  await reads('invoices')
  await me.press('Enter')
  await aside.waitFor()
  await reads('an invoice beside the list')

  await at('customers', 'nav.customers')
  await me.sees('heading', 'customer.none')
  await reads('customers, none yet')
  await at('customers/new', 'nav.customers')
  await me.fill('customer.name', buyer.name)
  await me.fillWith('customer.phone', '12', { optional: true })
  await me.press('Control+Enter')
  await me.hearsAt('customer.phone', 'error.invalid_phone', undefined, { optional: true })
  await reads('a customer with a wrong phone number')
  await me.fillWith('customer.phone', buyer.phone, { optional: true })
  await me.press('Control+Enter')
  await me.reads(me.t('app.saved'))
  await reads('a customer')

  await at('products', 'nav.products')
  await me.page.getByRole('row', { name: things[0].name }).waitFor()
  await reads('products')
  const first = things.map(({ name }) => name).sort()[0]
  await over('the stock of a product', 'F7', 'dialog', 'product.stock_of', { params: { Name: first } })
  await me.reach('grid', 'nav.products')
  await me.press('Enter')
  await aside.waitFor()
  await reads('a product beside the list')
  await at('products/new', 'nav.products')
  await me.press('Control+Enter')
  await me.hearsAt('product.name', 'product.missing_name')
  await reads('a new product')

  await at('imports', 'nav.imports')
  await me.page.getByRole('row', { name: 'list.csv' }).waitFor()
  await reads('the lists that came')
  await me.drops(writeList(shop, language))
  await me.reads(me.t('imports.remembered')) // the unit too was said in the first run
  await reads('the columns of a list')
  await me.press('Enter')
  await me.reads(me.t('imports.nothing_new'))
  await reads('a list that brings nothing new')
  await over('the news', 'Alt+n', 'heading', 'notice.title')

  await at('settings', 'nav.settings')
  const links = me.page.getByRole('navigation', { name: me.t('nav.settings'), exact: true }).getByRole('link')
  await links.first().waitFor()
  for (const link of await links.all()) {
    const path = (await link.getAttribute('href')).replace(/^#\//, '')
    await me.page.goto(`${server.address}#/${path}`)
    await me.until(`the settings ${path}`, () => link.getAttribute('aria-current'), (now) => now === 'page')
    await reads(path)
  }
  await at('nowhere', 'app.not_found_title')
  await reads('no such screen')

  await me.page.evaluate(() => Object.keys(localStorage).filter((key) => key !== 'pishkhan.preferences').forEach((key) => localStorage.removeItem(key)))
  await me.page.reload()
  await me.signsIn({ ...owner, password: 'another one' })
  await me.reads(me.t('error.wrong_password'))
  await reads('sign-in')

  if (found.length > 0) throw new Error(`these did not come from the catalogue:\n  ${[...new Set(found)].join('\n  ')}`)
}
