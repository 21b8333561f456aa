/**
 * A set of two bulbs and a switch becomes a product of its own: its parts are
 * found and counted, it is sold as one line at its own price, the invoice names
 * what is in it, and the shelf has two bulbs less. By keyboard alone.
 */
import { goods, stockUp } from './goods.mjs'
import { expectPdf } from './paper.mjs'
import { pays } from './sales.mjs'

export const budget = 112
export const prepared = true

const called = { fa: 'ست روشنایی', en: 'Light set' }

export async function play({ me, shop, language, owner }) {
  stockUp(shop, language)
  const [bulb, , , , lightSwitch] = goods(language)
  const name = called[language]
  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  await me.goes('nav.products')
  await me.reads(bulb.name)
  me.keys = 0 // from here on they are counted

  await me.press('Insert')
  await me.fill('product.name', name)
  await me.fill('product.price', '220000')
  await me.press('Alt+b') // it is said to be one before there are any parts of it
  await me.until('it is to be a bundle', () => me.find('checkbox', 'bundle.makes_one', undefined, { part: true }).isChecked())
  await me.looks('a new product that is to be a bundle')
  await me.press('Control+Enter')
  await me.sees('dialog', 'bundle.set_of', { Name: name })
  await me.focused(await me.sees('combobox', 'bundle.find'))
  await me.press('Escape') // thought better of: nothing is kept, nothing is lost
  await me.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await me.holds('product.name', name)
  if (await me.page.getByRole('row', { name }).count()) throw new Error('it is kept before anybody said what it is made of')
  await me.press('Control+Enter')
  await me.sees('dialog', 'bundle.set_of', { Name: name })
  await me.focused(await me.sees('combobox', 'bundle.find'))
  const part = async (one, quantity) => {
    await me.type(one.code)
    await me.until(`${one.name} is found`, () => me.page.getByRole('option', { name: one.name }).count())
    await me.press('Enter')
    const field = await me.sees('textbox', 'bundle.how_many', { Name: one.name })
    await me.focused(field)
    await me.type(quantity)
    await me.press('Enter')
    const box = await me.sees('combobox', 'bundle.find')
    await me.focused(box)
  }
  await part(bulb, '2')
  await part(lightSwitch, '1')
  await me.looks('what a bundle is made of')
  await me.press('Enter')
  await me.reads(me.t('bundle.saved', { Name: name }))
  await me.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await me.sees('heading', 'bundle.parts')
  await me.looks('a bundle beside the list')

  await me.goes('nav.counter')
  await me.type(name)
  await me.until('the set is found', () => me.page.getByRole('option', { name }).count())
  await me.press('Enter')
  await me.reads(me.t('bundle.tag'))
  await me.looks('a bundle on the counter')
  await pays(me)
  const paper = await me.opens(() => me.press('p'))
  expectPdf(paper, [name, bulb.name, lightSwitch.name])
  await me.press('Escape')

  await me.goes('nav.invoices')
  await me.sees('heading', 'invoice.payments')
  await me.reads(bulb.name)
  await me.looks('an invoice with a bundle')

  await me.goes('nav.products')
  await me.type('/')
  await me.type(bulb.code)
  await me.reads(me.number(bulb.stock - 2))
}
