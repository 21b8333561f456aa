/** The tour's second half: a day of the practice shop, from orders to the shelves, with its dialogs, a customer's screen and the network. */
import { createServer } from 'node:net'
import { asker } from './asking.mjs'

const who = { user: 'sara', password: 'anar-va-pesteh-28' }
const pin = '5840' // of reza, at the counter
const said = {
  fa: { reads: 'en', waits: 'کیف پول در ماشین', count: 'قفسهٔ کنار در', tea: 'چای و قند' },
  en: { reads: 'fa', waits: 'purse in the car', count: 'the shelf by the door', tea: 'tea and sugar' },
}
const slow = { delay: 70 }
const pause = (page, ms = 350) => page.waitForTimeout(ms)

const freePort = () => new Promise((found) => {
  const server = createServer().listen(0, () => {
    const { port } = server.address()
    server.close(() => found(port))
  })
})

/** Plays it; the stage is the tour's, signed in at the counter. */
export async function day(stage) {
  const ask = await asker(stage.server, who)
  const { page } = stage.me
  await page.keyboard.press('Escape') // whatever the tour left open
  const keys = async (...names) => { for (const name of names) { await page.keyboard.press(name); await pause(page) } }
  /** Takes a dialog that a key opens, and leaves it. */
  const dialog = async (key, name, before = async () => {}) => {
    await keys(key)
    await page.getByRole('dialog').first().waitFor()
    await before()
    await pause(page)
    await stage.shoot(name)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').first().waitFor({ state: 'detached' })
  }
  const it = { ...stage, page, ask, keys, dialog, texts: said[stage.language] }
  await orders(it)
  await returns(it)
  await shift(it)
  await chequesAndDebts(it)
  await shelves(it)
  await network(it)
  await display(it)
  await heldAndAllowed(it)
}

async function orders({ page, ask, go, keys, dialog, shoot }) {
  const { items } = await ask('/orders?limit=200')
  const of = (...states) => items.find(({ state }) => states.includes(state))
  await go('orders')
  await shoot('orders-board')
  await keys('Alt+t')
  await pause(page, 700)
  await shoot('orders-list')
  await keys('Alt+t')
  const ready = of('ready', 'preparing', 'confirmed', 'received')
  await go(`orders/${ready.id}`)
  await shoot('orders-one')
  await dialog('F9', 'orders-deliver')
  await dialog('F4', 'orders-deposit')
  await dialog('Alt+p', 'orders-change')
  const done = of('done', 'delivered')
  if (done) { await go(`orders/${done.id}`); await shoot('orders-done') }
}

async function returns({ page, ask, go, keys, dialog, shoot }) {
  const { items } = await ask('/invoices?limit=100')
  let doc
  for (const { id, customer_id } of items) {
    doc = customer_id ? await ask(`/invoices/${id}`) : undefined
    if (doc && doc.lines.length > 1 && (await ask(`/invoices/${id}/credits`)).credits.length === 0) break
  }
  await go(`invoices/${doc.id}`)
  await dialog('Alt+r', 'returns-by-lines', async () => { await page.keyboard.type('1', slow); await pause(page, 700) })
  await keys('Alt+r')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('1', slow)
  await pause(page, 700)
  await keys('Alt+x')
  await page.locator('.counter').waitFor()
  await pause(page, 900)
  await shoot('returns-exchange')
  await keys('Shift+Delete')
  await go('invoices/credits')
  await shoot('returns-credits')
  await go('invoices')
  await dialog('Control+e', 'invoices-to-send')
  await dialog('Alt+p', 'invoices-many')
}

async function shift({ page, ask, go, keys, dialog, shoot, texts }) {
  await go('shift')
  await shoot('shifts')
  const open = (await ask('/shifts?limit=1')).items[0]
  if (!open || open.closed_at) {
    await keys('Insert')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('500000', slow)
    await shoot('shift-open')
    await keys('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await pause(page, 700)
  await dialog('o', 'shift-cash-out', async () => { await page.keyboard.type('20000', slow); await keys('Tab'); await page.keyboard.insertText(texts.tea) })
  await keys('F9')
  await page.getByRole('dialog').waitFor()
  await keys('Tab', 'Tab')
  await page.keyboard.type('9', slow)
  await shoot('shift-count')
  await keys('Enter')
  await pause(page, 700)
  await shoot('shift-difference')
  await keys('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function chequesAndDebts({ page, ask, go, dialog, shoot }) {
  await go('cheques')
  await shoot('cheques')
  const { items } = await ask('/cheques?limit=100')
  const atBank = items.find(({ state }) => state === 'deposited')
  if (atBank) { await go(`cheques/${atBank.id}`); await dialog('Shift+Delete', 'cheques-bounce') }
  const bounced = items.find(({ state }) => state === 'bounced')
  if (bounced) { await go(`cheques/${bounced.id}`); await shoot('cheques-bounced') }
  await go('debts')
  await page.locator('.grid-body .grid-row').first().waitFor() // F6 is for one of them
  await shoot('debts')
  await dialog('F6', 'debts-call')
  const debtor = (await ask('/debts?limit=1')).items[0]
  await go(`customers/${debtor.customer_id}`)
  await dialog('F4', 'debts-take-money')
  await dialog('Alt+l', 'debts-limit')
  await go(`customers/${debtor.customer_id}/statement`)
  await pause(page, 500)
  await shoot('statement')
}

async function shelves({ me, page, go, keys, shoot, texts }) {
  await go('stock')
  await shoot('stock')
  await keys('Insert')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.insertText(texts.count)
  await shoot('stock-new-count')
  await keys('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await pause(page, 700)
  for (const code of ['101', '102', '106']) {
    await page.keyboard.type(code, slow)
    await pause(page, 900)
    await keys('Enter')
    await me.sees('textbox', 'product.counted')
    await keys('Control+a')
    await page.keyboard.type('7', slow)
    await keys('Enter')
    await pause(page, 600)
  }
  await shoot('stock-count')
  await go('products')
  await keys('Alt+l')
  await pause(page, 700)
  await shoot('products-low')
  await keys('Alt+l')
}

async function network({ page, server, language, ask, go, shoot }) {
  await ask('/network', { on: true, port: await freePort() }, 'PATCH')
  await go('settings/network')
  await shoot('network-answered')
  const trust = await page.context().newPage()
  await trust.goto(new URL(`trust?lang=${language}`, server.address).href)
  await shoot('network-trust', trust)
  await trust.close()
}

/** The counter, with the customer's screen beside it in a window of its own. */
async function display({ me, page, server, ask, go, keys, dialog, shoot, texts }) {
  const screen = await page.context().newPage()
  await screen.setViewportSize({ width: 1280, height: 800 })
  await screen.goto(`${server.address}#/display`)
  await screen.locator('.display').waitFor()
  await shoot('display-welcome', screen)
  await page.bringToFront()
  await go('counter')
  const ring = async (code) => { await page.keyboard.type(code, slow); await pause(page, 700); await keys('Enter') }
  for (const code of ['102', '202', '106', '101']) await ring(code)
  await shoot('display-basket', screen)
  const person = await ask('/customers', { kind: 'person', name: texts.reads === 'en' ? 'Kate Miller' : 'شیوا کاظمی', phone: '09121110099', language: texts.reads })
  await keys('F3')
  await page.keyboard.type('0099', slow)
  await me.page.getByRole('option', { name: person.name }).first().waitFor()
  await keys('Enter')
  await pause(page, 700)
  await shoot('display-counter')
  await shoot('display-customers-language', screen)
  await keys('F9')
  await keys('Alt+2')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('300000', slow)
  await keys('Alt+1')
  await shoot('display-paying', screen)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('400000', slow)
  await keys('Enter')
  await me.sees('dialog', 'pay.done')
  await pause(page, 900)
  await shoot('display-thanks', screen)
  await keys('Escape')
  await screen.close()
  await keys('Control+k')
  await page.keyboard.insertText(me.t('display.title'))
  await me.sees('option', 'display.title')
  await dialog('Enter', 'display-pair', () => page.locator('.display-pair output').waitFor())
}

/** Baskets that wait, an order, and a colleague who asks for leave. */
async function heldAndAllowed({ me, page, go, keys, dialog, shoot, texts }) {
  await go('counter')
  const ring = async (code) => { await page.keyboard.type(code, slow); await pause(page, 700); await keys('Enter') }
  await ring('102')
  await keys('Shift+F4')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.insertText(texts.waits)
  await shoot('held-note')
  await keys('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await ring('106')
  await keys('F4')
  await ring('101')
  await ring('202')
  await keys('F3')
  await page.keyboard.type('0099', slow)
  await pause(page, 1000)
  await keys('Enter')
  await pause(page, 700)
  await shoot('held-tabs')
  await dialog('F5', 'held-recall')
  await dialog('Shift+F9', 'orders-new')
  await keys('Alt+w')
  await page.getByRole('dialog').waitFor()
  await shoot('switch')
  for (let step = 0; step < 5 && !await page.getByRole('radio', { name: /reza|رضا/i }).first().isChecked(); step++) await keys('ArrowDown')
  await page.keyboard.type(pin, slow)
  await keys('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await pause(page, 900)
  await keys('F8')
  await page.keyboard.type('30', slow)
  await keys('Enter')
  await pause(page, 700)
  await shoot('approval-needed')
  await keys('F9', 'Enter')
  await me.sees('dialog', 'approval.title')
  await pause(page)
  await shoot('approval')
  await keys('Escape', 'Escape')
}
