/**
 * A second till on a tablet of the shop's own network: the owner lets the network
 * in, the tablet takes the shop's certificate and is answered with it alone over
 * TLS, signs in at the second till, takes over the basket that waits at the first
 * and sells it in a series of its own; the stock is one. A customer's screen on a
 * third device follows the tablet, in the language of the customer. Then the tablet
 * makes an order ready that was taken at the first till, and hands it over.
 */
import { randomUUID } from 'node:crypto'
import { get } from 'node:https'
import { createServer } from 'node:net'
import { asker } from './asking.mjs'
import { writeOn } from './customers.mjs'
import { goods, stockUp } from './goods.mjs'
import { mayGoOut } from './orders.mjs'
import { hire } from './people.mjs'
import { pays, ringsUp } from './sales.mjs'
import { makesTill, setsAside } from './tills.mjs'
import { words as catalogue } from './words.mjs'

export const prepared = true
export const budget = 125

const small = { width: 1024, height: 768 }
const words = { fa: { till: 'تبلت', waits: 'چتر', buyer: 'Kate Miller', reads: 'en' }, en: { till: 'Tablet', waits: 'umbrella', buyer: 'مریم سلیمانی', reads: 'fa' } }

/** A port that nobody has. */
const freePort = () => new Promise((found) => {
  const server = createServer().listen(0, () => {
    const { port } = server.address()
    server.close(() => found(port))
  })
})

/** Asks over TLS, trusting what it is told to trust. */
const ask = (url, options) => new Promise((answered, failed) => {
  get(url, options, (answer) => {
    const parts = []
    answer.on('data', (part) => parts.push(part)).on('end', () => answered({ status: answer.statusCode, body: Buffer.concat(parts) }))
  }).on('error', failed)
})

const pem = (der) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64').match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`

export async function play({ me, shop, server, language, owner, sit }) {
  stockUp(shop, language)
  const [bulb] = goods(language)
  const bell = goods(language)[15] // a name that a card has room for
  const { till, waits, buyer, reads } = words[language]
  const theirs = catalogue(reads) // what the customer reads
  const colleague = await hire(server, owner, 'counter')
  const [customer] = await writeOn(server, owner, [{ kind: 'person', name: buyer, phone: '09123456789', language: reads }])
  const known = await asker(server, owner)
  const port = String(await freePort())

  await me.page.goto(`${server.address}#/settings/network`)
  await me.signsIn(owner)
  await me.reach('checkbox', 'network.on')
  await me.press('Space')
  await me.fill('network.port', port)
  await me.press('Control+Enter')
  await me.reads(me.t('network.answering'))
  await me.looks('the network is let in')
  const shown = (await me.page.locator('.network code').innerText()).replace(/[^0-9A-F]/g, '')

  // What a tablet does once: the warning, the certificate, and from then on nothing else will do.
  const there = `https://127.0.0.1:${port}/`
  await ask(there, {}).then(() => { throw new Error('answered without trust') }, () => {})
  const page = await ask(`${there}trust?lang=${language}`, { rejectUnauthorized: false })
  if (!page.body.toString().replace(/<br>|[^0-9A-F]/g, '').includes(shown)) throw new Error('the page shows another fingerprint than the counter')
  const authority = await ask(`${there}trust/pishkhan.crt`, { rejectUnauthorized: false })
  const trusted = await ask(`${there}api/health`, { ca: pem(authority.body) })
  if (trusted.status !== 200) throw new Error(`with the shop's certificate: ${trusted.status}`)
  const foreign = await ask(`${there}api/health`, { ca: pem(authority.body), headers: { Host: 'evil.example' }, checkServerIdentity: () => undefined })
  if (foreign.status !== 421) throw new Error(`under a foreign name: ${foreign.status}`)

  await me.page.goto(`${server.address}#/settings/tills`)
  await makesTill(me, till)
  await setsAside(me, bulb, waits)

  const other = await sit({ address: there, ignoreHTTPSErrors: true })
  await other.signsIn(colleague)
  await other.sees('heading', 'seat.title')
  const first = other.page.getByRole('radio').first()
  await other.focused(first)
  await other.press('ArrowDown', 'Enter')
  await other.sees('combobox', 'counter.find')
  await other.reads(other.t('held.elsewhere', { Count: 1 }))

  // The customer's screen of the tablet's till, on a third device.
  await other.press('Control+k')
  await other.type(other.t('display.title'))
  await other.sees('option', 'display.title')
  await other.press('Enter')
  await other.sees('dialog', 'display.title')
  const number = await other.sees('status', 'display.pair_code')
  const screen = await sit({ address: `${there}#/display`, viewport: small, ignoreHTTPSErrors: true })
  await screen.fill('display.pair_code', await number.innerText())
  await screen.press('Enter')
  await screen.reads(screen.t('display.welcome'))
  await other.reads(other.t('display.paired'))
  await other.looks('a screen is paired')
  await other.press('Escape')

  await other.press('F5')
  await other.sees('dialog', 'held.title')
  await other.reads(waits)
  await other.press('Enter')
  await other.reads(bulb.name)
  await me.page.getByText(waits).waitFor({ state: 'detached' })
  await screen.reads(bulb.name)
  await screen.looks('what is rung up')

  // Who stands there reads another language than the shop: so does their screen, until they have gone.
  await other.press('F3')
  await other.sees('combobox', 'counter.find_customer')
  await other.type('6789')
  await other.page.getByRole('option', { name: buyer }).first().waitFor()
  await other.press('Enter')
  await screen.reads(theirs('display.total'))
  await screen.looks('what is rung up, in the customer’s language')
  await pays(other)
  await other.reads('B-')
  await screen.reads(theirs('display.thanks'))
  await screen.reads(theirs('method.cash'))
  await screen.page.getByRole('img', { name: theirs('display.code') }).waitFor()
  await screen.looks('thanks')
  await other.press('Escape')
  await screen.reads(screen.t('display.welcome'))

  // An order that the first till took is made ready and handed over at the tablet, and paid there.
  const { items: [product] } = await known(`/products?q=${bell.code}`)
  const order = await known('/orders', { id: randomUUID(), customer_id: customer.id, lines: [{ product_id: product.id, quantity: '2' }] })
  await other.palette()
  await other.type(order.number)
  const found = other.page.getByRole('option', { name: buyer }).first() // its number is in the person's digits
  await found.waitFor()
  await other.walksTo(found)
  await other.press('Enter')
  await other.reads(other.t('order.timeline'))
  await other.looks('the order on the tablet')
  const stands = (state) => other.until(`the order is ${state}`, () => known(`/orders/${order.id}`), (now) => now.state === state)
  for (const [step, state] of [['to_confirmed', 'confirmed'], ['to_preparing', 'preparing'], ['to_ready', 'ready']]) {
    await other.sees('button', `order.${step}`, {}, { part: true })
    await other.press('Enter')
    await stands(state)
  }
  await mayGoOut(other)
  await other.press('Enter')
  await other.sees('dialog', 'order.deliver_of', { Number: order.number })
  await other.reach('textbox', 'order.paid_now', { optional: true })
  await other.type(String(Math.round(bell.price * 1.1) * 2))
  await other.looks('an order is handed over on the tablet')
  await other.press('Enter')
  await other.page.getByRole('dialog').waitFor({ state: 'detached' })
  await stands('done') // pickup, all of it, paid
  const { items: [invoice] } = await known(`/invoices?customer_id=${customer.id}`)
  if (!invoice.number.startsWith('B-') || invoice.due !== 0) throw new Error(`the hand-over is ${invoice.number}, ${invoice.due} of it open`)

  // The first till goes on in its own series, and what is left on the shelf is one number for both.
  await ringsUp(me, bulb)
  await pays(me)
  await me.reads('A-')
}
