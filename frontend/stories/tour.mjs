/** The way through every screen that the screenshots take: first an empty computer, then a shop that has been open for weeks. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { day } from './tour-day.mjs'

const password = 'anar-va-pesteh-28'

const said = {
  fa: { shop: 'الکتریکی پیوند', phone: '021-33931285', address: 'خیابان لاله‌زار، پاساژ بهار، پلاک ۱۲', name: 'سارا رستمی', find: 'لامپ', customer: 'مریم', newCustomer: 'شیوا کاظمی', newProduct: 'پریز توکار ارت‌دار', place: 'سیم', note: 'توزین' },
  en: { shop: 'Peyvand Electric', phone: '021-33931285', address: '12 Bahar Arcade, Lalehzar Street', name: 'Sara Rostami', find: 'bulb', customer: 'Maryam', newCustomer: 'Shiva Kazemi', newProduct: 'Flush socket with earth', place: 'wire', note: '' },
}

const pause = (page, ms = 350) => page.waitForTimeout(ms)

/** Every step of the first run, up to the counter. */
export async function firstRun({ me, language, shoot }) {
  const { page } = me
  const texts = said[language]
  const next = async () => { await page.keyboard.press('Enter'); await pause(page) }
  await me.sees('heading', 'firstrun.language_title')
  await shoot('first-run-1-language')
  await next()
  await me.find('textbox', 'firstrun.shop_name').fill(texts.shop)
  await me.find('textbox', 'firstrun.shop_phone', {}, { part: true }).fill(texts.phone)
  await shoot('first-run-2-shop')
  await next()
  await me.find('textbox', 'firstrun.owner_name', {}, { part: true }).first().fill(texts.name)
  await me.find('textbox', 'firstrun.owner_user', {}, { part: true }).fill('sara')
  await page.locator('[name="owner.password"]').fill('short')
  await page.locator('[name="again"]').fill('shorter')
  await next()
  await shoot('first-run-3-owner-refused')
  await page.locator('[name="owner.password"]').fill('four green umbrellas')
  await page.locator('[name="again"]').fill('four green umbrellas')
  await shoot('first-run-3-owner')
  await next()
  await me.sees('heading', 'firstrun.key_title')
  await shoot('first-run-4-key')
  await page.keyboard.press('Space')
  await next()
  await me.sees('heading', 'firstrun.goods_title')
  await shoot('first-run-5-goods')
  await page.getByRole('radio').nth(1).check()
  await next()
  await me.sees('heading', 'firstrun.done_title')
  await shoot('first-run-6-ready')
  await next()
  await page.locator('.counter').waitFor()
  await pause(page, 900)
  await shoot('counter-first')
  for (const [at, name] of [['invoices', 'invoices-empty'], ['customers', 'customers-empty']]) {
    await page.goto(new URL(`#/${at}`, page.url()).href)
    await pause(page, 600)
    await shoot(name)
  }
}

/** Every screen of a shop that is at work. */
export async function practiceShop({ me, shop, server, language, shoot, papers }) {
  const stage = { me, page: me.page, shop, server, language, shoot, texts: said[language], go: (path) => walk(me.page, path) }
  await signIn(stage)
  await counter(stage)
  await invoices(stage, papers)
  await products(stage)
  await customers(stage)
  await settings(stage)
  await everywhere(stage)
  await day(stage)
}

async function walk(page, path) {
  await page.evaluate((to) => { location.hash = `#/${to}` }, path)
  await pause(page, 900)
}

async function signIn({ me, page, shoot }) {
  await me.sees('button', 'signin.enter', {}, { part: true })
  await shoot('sign-in')
  await page.locator('[name="user"]').fill('sara')
  await page.locator('[name="password"]').fill('not this one')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').first().waitFor()
  await shoot('sign-in-refused')
  await page.locator('[name="password"]').fill(password)
  await page.keyboard.press('Enter')
  await me.sees('heading', 'seat.title')
  await page.getByRole('radio').first().waitFor()
  await shoot('choose-till')
  await page.keyboard.press('Enter')
  await page.locator('.counter').waitFor()
  await pause(page, 900)
}

async function counter({ me, page, shoot, texts }) {
  await shoot('counter-empty')
  const slow = { delay: 70 }
  const ring = async (code, count) => {
    await page.keyboard.type(code, slow)
    await pause(page, 700)
    await page.keyboard.press('Enter')
    await pause(page, 400)
    if (!count) return
    await page.keyboard.type(`${count}*`, slow)
    await pause(page)
  }
  await ring('102', '6')
  await ring('202', '12.5')
  await ring('207', '2')
  await ring('106')
  await page.keyboard.type(texts.find, slow)
  await pause(page, 900)
  await shoot('counter-find')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F3')
  await pause(page)
  await page.keyboard.type(texts.customer, slow)
  await pause(page, 1000)
  await shoot('counter-customer-find')
  await page.keyboard.press('Enter')
  await pause(page, 900)
  await page.keyboard.press('F8')
  await pause(page)
  await shoot('counter-discount')
  await page.keyboard.type('5', slow)
  await page.keyboard.press('Enter')
  await pause(page, 900)
  await shoot('counter-filled')
  await page.keyboard.press('F4')
  await pause(page)
  await me.scan('99887766')
  await pause(page, 900)
  await shoot('counter-unknown')
  await page.keyboard.press('Insert')
  await pause(page)
  await shoot('counter-new-product')
  await page.keyboard.press('Escape')
  await pause(page)
  await page.keyboard.press('F3')
  await me.sees('combobox', 'counter.find_customer')
  await pause(page)
  await page.keyboard.type(texts.newCustomer, slow)
  await pause(page, 900)
  await page.keyboard.press('Insert')
  await pause(page)
  await shoot('counter-new-customer')
  await page.keyboard.press('Escape')
  await pause(page, 200)
  await page.keyboard.press('Escape')
  await page.keyboard.press('F5')
  await me.sees('dialog', 'held.title')
  await shoot('counter-recall')
  await page.keyboard.press('2') // the shop has another that waits
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await pause(page, 900)
  await page.keyboard.press('F9')
  await me.sees('dialog', 'pay.title')
  await pause(page, 700)
  await shoot('pay')
  await page.keyboard.press('F1')
  await pause(page)
  await shoot('pay-keys')
  await page.keyboard.press('F1')
  await pause(page)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('500000', slow)
  await page.keyboard.press('Alt+2')
  await pause(page)
  await shoot('pay-parts')
  await page.keyboard.press('Enter')
  await pause(page, 1500)
  await shoot('pay-done')
  await page.keyboard.press('Escape')
  await pause(page)
  await page.keyboard.press('F1')
  await pause(page)
  await shoot('counter-keys')
  await page.keyboard.press('F1')
}

async function invoices({ page, shoot, go }, papers) {
  await go('invoices')
  await shoot('invoices')
  await page.keyboard.press('F8')
  await page.keyboard.press('Enter')
  await pause(page)
  await shoot('invoices-filter')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await pause(page, 600)
  await shoot('invoices-period')
  const { last, company } = await page.evaluate(async () => {
    const ask = (path) => fetch(path, { headers: { Authorization: `Bearer ${localStorage.getItem('pishkhan.token') ?? sessionStorage.getItem('pishkhan.token')}` } }).then((answer) => answer.json())
    const { items } = await ask('/api/invoices?limit=200')
    const { items: people } = await ask('/api/customers?limit=500')
    const companies = new Set(people.filter(({ kind }) => kind === 'organisation').map(({ id }) => id))
    let fullest = null // of a company, with the most lines
    for (const { id } of items.filter(({ customer_id }) => companies.has(customer_id)).slice(0, 25)) {
      const document = await ask(`/api/invoices/${id}`)
      if (!fullest || document.lines.length > fullest.lines.length) fullest = document
    }
    return { last: items[0], company: fullest ?? items[0] }
  })
  papers([
    { number: last.number, form: 'short', lang: 'fa', name: 'paper-short-fa' },
    { number: last.number, form: 'short', lang: 'en', name: 'paper-short-en' },
    { number: company.number, form: 'official', lang: 'fa', name: 'paper-official-fa' },
    { number: company.number, form: 'official', lang: 'both', name: 'paper-official-both' },
  ])
}

async function products({ me, page, shop, language, shoot, texts, go }) {
  await go('products')
  await shoot('products')
  await page.keyboard.press('Alt+c')
  await pause(page)
  await shoot('products-columns')
  await page.keyboard.press('Escape')
  await pause(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await pause(page, 900)
  await shoot('products-panel')
  await page.keyboard.press('Escape')
  await pause(page)
  await page.keyboard.press('F7')
  await pause(page)
  await shoot('products-stock')
  await page.keyboard.press('Escape')
  await pause(page)
  await page.keyboard.press('Insert')
  await pause(page, 600)
  await page.locator('[name="name"]').fill(texts.newProduct)
  await page.keyboard.press('Enter')
  await pause(page, 600)
  await shoot('products-new-refused')
  await go('products')
  await me.find('button', 'product.import', {}, { part: true }).click()
  await pause(page)
  const list = join(shop.dir, language === 'fa' ? 'لیست قیمت آبان.csv' : 'prices november.csv')
  writeFileSync(list, `name,code,price,unit,stock\n${texts.newProduct},311,1250000,,20\n${texts.find} 12,102,910000,,\n${texts.newProduct} 2,312,abc,,\n`)
  await page.locator('input[type=file]').setInputFiles(list)
  await page.locator('.pricelist-table').waitFor()
  await pause(page)
  await shoot('import-columns')
  await page.keyboard.press('Enter')
  await page.locator('.pricelist-figures').waitFor()
  await pause(page, 700)
  await shoot('import-preview')
  await me.find('radio', 'imports.what_refused', {}, { part: true }).check()
  await pause(page, 700)
  await shoot('import-refused')
  await page.keyboard.press('Enter')
  await page.locator('.notice.good').waitFor()
  await pause(page, 700)
  await shoot('import-done')
  await page.keyboard.press('Control+z')
  await pause(page, 1500)
  await shoot('import-undone')
  await page.keyboard.press('Escape')
  await pause(page, 700)
  await shoot('imports')
  await page.keyboard.press('Alt+n')
  await pause(page)
  await shoot('notices')
  await page.keyboard.press('Escape')
}

async function customers({ page, shoot, texts, go }) {
  await go('customers')
  await shoot('customers')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await pause(page, 900)
  await shoot('customers-person')
  const show = page.locator('.aside .veil button, .aside-body button').first()
  if (await show.isVisible()) { await show.click(); await pause(page, 900); await shoot('customers-shown') }
  await page.keyboard.press('F9')
  await pause(page)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(texts.customer)
  await pause(page, 900)
  await shoot('customers-merge-find')
  await page.keyboard.press('Enter')
  await pause(page)
  await shoot('customers-merge')
  await page.keyboard.press('Escape')
  await pause(page)
  await page.keyboard.press('Escape')
  await pause(page)
  await page.keyboard.press('Insert')
  await pause(page, 600)
  await page.locator('[name="name"]').fill(texts.newCustomer)
  await page.locator('[name="national_id"]').fill('1234567890')
  await page.keyboard.press('Enter')
  await pause(page, 900)
  await shoot('customers-new-refused')
}

async function settings({ page, shoot, go }) {
  await go('settings')
  const links = await page.locator('main nav a').evaluateAll((all) => all.map((link) => link.getAttribute('href').replace(/^#\//, '')))
  for (const link of links) {
    await go(link)
    await shoot(link.replace('/', '-'))
  }
  if (links.length === 0) await shoot('settings')
}

async function everywhere({ page, shoot, texts, go }) {
  await go('counter')
  await page.keyboard.press('Control+k')
  await pause(page)
  await shoot('palette')
  await page.keyboard.type(texts.place, { delay: 70 })
  await pause(page, 1000)
  await shoot('palette-found')
  await page.keyboard.press('Escape')
  for (const at of ['invoices', 'products', 'customers', 'imports', 'settings']) {
    await go(at)
    await page.keyboard.press('F1')
    await pause(page)
    await shoot(`keys-${at}`)
    await page.keyboard.press('F1')
  }
  await go('nowhere')
  await shoot('not-found')
  await page.locator('.who').click()
  await pause(page)
  await shoot('person-menu')
}
