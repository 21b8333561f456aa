/**
 * Takes every screen in Persian and English, light and dark, with the practice
 * shop's data: `make screenshots` puts them into screenshots/.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser, person } from './harness.mjs'
import { freshShop, root, serve } from './program.mjs'

const out = join(root, 'screenshots')
mkdirSync(out, { recursive: true })
const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/** The screens of somebody who is signed in: an address, and what to do there. */
const screens = {
  counter: ['counter', async (me) => {
    for (const key of ['Alt+1', 'Alt+3', 'Alt+4', 'Alt+6', 'Alt+8', 'Alt+3']) await me.press(key)
  }],
  pay: ['counter', (me) => me.press('F9')],
  invoices: ['invoices', (me) => me.press('ArrowDown', 'Enter')],
  customers: ['customers', (me) => me.press('ArrowDown', 'Enter')],
  products: ['products', (me) => me.press('ArrowDown', 'Enter')],
  settings: ['settings'],
  palette: ['products', (me) => me.press('Control+k')],
  keys: ['counter', (me) => me.press('F1')],
}

async function shoot(me, name) {
  await me.page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => {}) // a long poll never ends
  await me.page.evaluate(() => document.fonts.ready)
  await pause(400)
  await me.page.screenshot({ path: join(out, `${name}.png`) })
  console.log(`${name}.png`)
}

async function signedIn(browser, address, language, colorScheme) {
  const answer = await fetch(`${address}api/session`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: 'sara', password: 'anar-va-pesteh-28' }), // the practice shop's owner, as `practice` prints
  })
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  const { token } = await answer.json()
  const preferences = { language, theme: colorScheme, digits: 'auto', calendar: 'auto' }
  await fetch(`${address}api/session`, {
    method: 'PATCH', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ preferences }),
  })
  const me = await person(browser, address, language, { colorScheme })
  await me.page.evaluate((value) => localStorage.setItem('pishkhan.token', value), token)
  return me
}

const browser = await openBrowser()
const bare = freshShop()
const empty = await serve(bare)
try {
  for (const language of ['fa', 'en']) {
    const full = freshShop()
    full.env.LANG = language === 'fa' ? 'fa_IR.UTF-8' : 'C.UTF-8' // the practice shop speaks as its terminal
    const practice = await serve(full, '127.0.0.1:0', 'practice')
    try {
      for (const colorScheme of ['light', 'dark']) await album(language, colorScheme, practice.address)
    } finally {
      await practice.kill()
      full.remove()
    }
  }
} finally {
  await browser.close()
  await empty.kill()
  bare.remove()
}

async function album(language, colorScheme, address) {
  const kind = `${language}-${colorScheme}`
  let me = await person(browser, empty.address, language, { colorScheme })
  await shoot(me, `first-run-${kind}`)
  await me.press('Enter')
  await shoot(me, `first-run-shop-${kind}`)
  await me.leave()
  me = await person(browser, address, language, { colorScheme })
  await shoot(me, `sign-in-${kind}`)
  await me.leave()
  me = await signedIn(browser, address, language, colorScheme)
  for (const [name, [path, doing]] of Object.entries(screens)) {
    await me.page.goto(`${address}#/${path}`)
    await me.page.reload()
    await me.page.waitForLoadState('load')
    await pause(700)
    await doing?.(me)
    await shoot(me, `${name}-${kind}`)
  }
  await me.leave()
}
