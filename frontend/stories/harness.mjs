/**
 * One person at one screen, keyboard only. Things are found by role and by
 * the catalogue's label; every key is counted; whatever the browser complains
 * of fails the story.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { chromium } from 'playwright-core'
import { axeFindings, cutTexts } from './look.mjs'
import { root } from './program.mjs'
import { number, words } from './words.mjs'

/** Between two keys of a person, in ms. Anything below 50 is a scanner's (frontend/src/lib/scanner.ts). */
const pace = 60

/**
 * How many times slower than this one the story's computer is (SLOW=6): each answer then also takes up to a fifth of a second more, so that they arrive in
 * another order. What depends on luck shows itself here.
 */
const slow = Number(process.env.SLOW ?? 1)

async function slowDown(context, page) {
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slow })
  await context.route('**/api/**', async (route) => {
    if (route.request().headers().accept !== 'text/event-stream') await new Promise((done) => setTimeout(done, Math.random() * 200))
    await route.continue().catch(() => {})
  })
}

export const desk = { width: 1366, height: 768 }

export async function openBrowser() {
  const path = process.env.CHROMIUM || execFileSync(join(root, 'build/browser.sh'), { encoding: 'utf8' }).trim()
  return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'] })
}

/** Sits a person down at an address, in a browser context of their own. */
export async function person(browser, address, language, { viewport = desk, colorScheme = 'light', preferences, ignoreHTTPSErrors = false } = {}) {
  const context = await browser.newContext({
    viewport, colorScheme, ignoreHTTPSErrors, locale: language === 'fa' ? 'fa-IR' : 'en-US', timezoneId: 'Asia/Tehran', reducedMotion: 'reduce',
  })
  await context.addInitScript((chosen) => {
    if (!localStorage.getItem('pishkhan.preferences')) localStorage.setItem('pishkhan.preferences', JSON.stringify(chosen))
    // Whoever works by keys is always somewhere. What goes away takes a moment to hand the focus on.
    let lost = 0
    setInterval(() => { lost = document.activeElement === document.body && document.getElementById('main') ? lost + 1 : 0 }, 50)
    addEventListener('keydown', ({ code }) => { if (lost > 3) console.error(`${code} is pressed while nothing has the focus, at ${location.hash}`) }, true)
  }, { language, theme: colorScheme, digits: 'auto', calendar: 'auto', ...preferences })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000 * slow)
  if (slow > 1) await slowDown(context, page)
  const me = new Person(page, context, language)
  await page.goto(address)
  return me
}

class Person {
  keys = 0
  complaints = []
  /** Set while the program is meant to be gone: its silence is then no complaint. */
  offline = false

  constructor(page, context, language) {
    this.page = page
    this.context = context
    this.language = language
    this.t = words(language)
    this.number = (value) => number(language, value)
    page.on('pageerror', (error) => this.complaints.push(`page error: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() !== 'error') return
      // A refusal is an answer; the browser logs it all the same.
      if (/Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())) return
      if (this.offline && /net::ERR_|Failed to load resource/.test(message.text())) return
      this.complaints.push(`console: ${message.text()}`)
    })
    page.on('response', (answer) => {
      if (answer.status() >= 500 && !this.offline) this.complaints.push(`${answer.status()} from ${answer.url()}`)
    })
  }

  /** Presses keys by name ("F9", "Control+k", "Enter"); each counts as one. */
  async press(...names) {
    for (const name of names) {
      this.keys++
      await this.page.keyboard.press(name)
    }
  }

  /** Types a text into whatever has the focus, at a person's pace (a faster one is taken for a scanner); each letter counts as one. */
  async type(text) {
    for (const letter of text) {
      this.keys++
      await this.page.waitForTimeout(pace)
      if (letter.charCodeAt(0) < 128) await this.page.keyboard.press(letter === ' ' ? 'Space' : letter)
      else await this.page.keyboard.insertText(letter)
    }
  }

  /** Pastes a text (Control+v, one key). */
  async paste(text) {
    this.keys++
    await this.page.keyboard.insertText(text)
  }

  /**
   * A scanner's burst: keys that nobody presses, so none is counted. `layout`
   * "fa" sends what a Persian layout makes of the same keys.
   */
  async scan(code, { layout = 'en' } = {}) {
    await this.page.waitForTimeout(150) // a hand goes from the keys to the scanner
    const cdp = await this.context.newCDPSession(this.page)
    const sent = [] // in one go: a scanner does not wait for an answer to each key
    let timestamp = Date.now() / 1000 // of the keys themselves: a busy computer does not slow a scanner down
    for (const letter of code) {
      timestamp += 0.005
      const digit = /[0-9]/.test(letter)
      const key = digit && layout === 'fa' ? '۰۱۲۳۴۵۶۷۸۹'[letter] : letter
      const event = letter === '-'
        ? { timestamp, key, code: 'Minus', windowsVirtualKeyCode: 189 }
        : { timestamp, key, code: digit ? `Digit${letter}` : `Key${letter.toUpperCase()}`, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) }
      sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, ...event }))
      sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }))
    }
    const enter = { timestamp: timestamp + 0.005, key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }
    sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: '\r', ...enter }))
    sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter }))
    await Promise.all(sent)
    await cdp.detach()
  }

  /**
   * The thing with this role and the catalogue's label; `optional` when the
   * label also says so, `part` when it stands with other text in the name.
   */
  find(role, key, params, { part = false, optional = false, within = this.page } = {}) {
    const name = optional ? `${this.t(key, params)} ${this.t('app.optional')}` : this.t(key, params)
    return within.getByRole(role, part ? { name } : { name, exact: true })
  }

  /** Waits until that is to be seen; a window is there when it has taken the focus. */
  async sees(role, key, params, options) {
    const thing = this.find(role, key, params, options).first()
    await thing.waitFor({ state: 'visible' })
    if (role === 'dialog') await this.until(`“${this.t(key, params)}” has the focus`, () => thing.evaluate((box) => box.contains(document.activeElement)))
    return thing
  }

  /** Waits until a text stands somewhere on the screen. */
  async reads(text) {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'visible' })
  }

  /** Waits until a thing has the focus. */
  async focused(thing) {
    await this.until('it has the focus', () => thing.evaluate((element) => element === document.activeElement))
  }

  /** Walks to a thing with Tab (or Shift+Tab), counting; fails when no walk leads there. */
  async reach(role, key, { params, backwards = false, most = 60, ...which } = {}) {
    const thing = await this.sees(role, key, params, which)
    for (let step = 0; step <= most; step++) {
      if (await thing.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return thing
      await this.press(backwards ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`${role} “${this.t(key, params)}” is not reached in ${most} steps`)
  }

  /** Walks to a field and types into it, in place of what stood there. */
  async fill(key, text, options) {
    const field = await this.reach('textbox', key, options)
    if (await field.inputValue()) await this.press('Control+a')
    await this.type(text)
  }

  /** Walks to a field, puts a long text in place of what stood there, as if pasted. */
  async fillWith(key, text, options) {
    await this.reach('textbox', key, options)
    await this.press('Control+a')
    await this.paste(text)
  }

  /** Waits until a field says what is wrong with it. */
  async hearsAt(key, refusal, params, options) {
    const field = await this.sees('textbox', key, undefined, options)
    const wanted = this.t(refusal, params)
    await this.until(`${this.t(key)} says “${wanted}”`, () => field.evaluate((element) => element.getAttribute('aria-invalid') === 'true'
      && (element.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '))
      , (said) => said === wanted)
  }

  /** Waits until a field holds a text, in whatever digits and with whatever marks between them. */
  async holds(key, text, options) {
    const field = await this.sees('textbox', key, undefined, options)
    const plain = (shown) => shown.replace(/[۰-۹]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)).replaceAll('٫', '.').replace(/[٬,]/g, '')
    await this.until(`${this.t(key)} holds “${text}”`, () => field.inputValue(), (shown) => plain(shown) === plain(text))
  }

  /** Waits until what is asked answers as wished. */
  async until(what, ask, wished = Boolean, within = 15_000) {
    const end = Date.now() + within * slow
    let answer
    do {
      answer = await ask()
      if (wished(answer)) return answer
      await this.page.waitForTimeout(25)
    } while (Date.now() < end)
    throw new Error(`in vain: ${what}; it was ${JSON.stringify(answer)}`)
  }

  /** Walks to a button or the like and presses it. */
  async push(key, { role = 'button', keyName = 'Enter', ...options } = {}) {
    await this.reach(role, key, options)
    await this.press(keyName)
  }

  /** Goes through a list of options until one is marked, a step at a time: each is seen before the next is taken, unless the list itself became another. */
  async walksTo(wanted, key = 'ArrowDown', most = 60) {
    const marked = this.page.locator('[role=option][aria-selected=true]')
    for (let step = 0; await wanted.getAttribute('aria-selected') !== 'true'; step++) {
      if (step === most) throw new Error(`${await wanted.innerText()} is not reached in ${most} steps`)
      const before = await marked.first().getAttribute('id')
      await this.press(key)
      await this.until('the mark has moved', async () => await marked.first().getAttribute('id') !== before, Boolean, 1000).catch(() => {})
    }
  }

  /** Opens the palette. */
  async palette() {
    await this.press('Control+k')
    await this.focused(await this.sees('combobox', 'palette.open'))
  }

  /** Goes to a screen ("nav.customers") through the palette, where the screens stand last. */
  async goes(screen) {
    await this.palette()
    const wanted = await this.sees('option', 'palette.go', { Name: this.t(screen) })
    await this.walksTo(wanted, 'ArrowUp')
    await this.press('Enter')
    await wanted.waitFor({ state: 'hidden' })
    await this.sees('heading', screen)
  }

  /** Signs in at the sign-in screen. */
  async signsIn({ user, password }) {
    await this.sees('textbox', 'signin.user')
    await this.fill('signin.user', user)
    await this.fill('signin.password', password)
    await this.press('Enter')
  }

  /** Does something that opens the system's file chooser, and chooses there. */
  async chooses(files, doing) {
    const opened = this.page.waitForEvent('filechooser')
    await this.page.evaluate(() => 0) // the browser listens from here on
    await doing()
    await (await opened).setFiles(files)
  }

  /** Lets a file fall into the window, as the system hands it to the page: enter, over, drop. No key is counted, it is the mouse's. */
  async drops(file) {
    const bytes = readFileSync(file).toString('base64')
    await this.page.evaluate(async ([name, text]) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name))
      for (const step of ['dragenter', 'dragover', 'drop']) {
        (document.activeElement ?? document.body).dispatchEvent(new DragEvent(step, { dataTransfer: data, bubbles: true, cancelable: true }))
        await new Promise((drawn) => requestAnimationFrame(() => drawn()))
      }
    }, [basename(file), bytes])
  }

  /** Does something that opens a document in a tab of its own; answers its bytes. */
  async opens(doing) {
    const [tab, answer] = await Promise.all([
      this.page.waitForEvent('popup'),
      this.page.waitForResponse((one) => /^application\/pdf/.test(one.headers()['content-type'] ?? '') && one.url().startsWith('http')),
      doing(),
    ])
    // The page's policy lets nobody read the tab's blob again, so the bytes are those that came for it.
    const bytes = await answer.body()
    await tab.waitForURL((url) => url.protocol === 'blob:', { waitUntil: 'commit' })
    await tab.close()
    return bytes
  }

  /** Looks closely: nothing cut, nothing serious from axe. */
  async looks(where, page = this.page) {
    await page.evaluate(() => document.fonts.ready)
    const findings = [...(await cutTexts(page)).map((text) => `cut: ${text}`), ...await axeFindings(page)]
    if (findings.length) throw new Error(`${where}:\n  ${findings.join('\n  ')}`)
  }

  /** Fails when the browser complained of anything since the last time. */
  quiet() {
    const said = this.complaints.splice(0)
    if (said.length) throw new Error(`the browser complained:\n  ${said.join('\n  ')}`)
  }

  async leave() { await this.context.close() }
}
