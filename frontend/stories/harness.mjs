/**
 * One person at one screen, keyboard only. Things are found by role and by
 * the catalogue's label; every key is counted; whatever the browser complains
 * of fails the story.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { axeFindings, cutTexts } from './look.mjs'
import { root } from './program.mjs'
import { number, words } from './words.mjs'

/** Between two keys of a person, in ms. Anything below 50 is a scanner's (frontend/src/lib/scanner.ts). */
const pace = 60

export const desk = { width: 1366, height: 768 }

export async function openBrowser() {
  const path = process.env.CHROMIUM || execFileSync(join(root, 'build/browser.sh'), { encoding: 'utf8' }).trim()
  return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'] })
}

/** Sits a person down at an address, in a browser context of their own. */
export async function person(browser, address, language, { viewport = desk, colorScheme = 'light', preferences } = {}) {
  const context = await browser.newContext({
    viewport, colorScheme, locale: language === 'fa' ? 'fa-IR' : 'en-US', timezoneId: 'Asia/Tehran', reducedMotion: 'reduce',
  })
  await context.addInitScript((chosen) => {
    if (!localStorage.getItem('pishkhan.preferences')) localStorage.setItem('pishkhan.preferences', JSON.stringify(chosen))
  }, { language, theme: colorScheme, digits: 'auto', calendar: 'auto', ...preferences })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
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

  /**
   * A scanner's burst: keys that nobody presses, so none is counted. `layout`
   * "fa" sends what a Persian layout makes of the same keys.
   */
  async scan(code, { layout = 'en' } = {}) {
    const cdp = await this.context.newCDPSession(this.page)
    const sent = [] // in one go: a scanner does not wait for an answer to each key
    for (const letter of code) {
      const digit = /[0-9]/.test(letter)
      const key = digit && layout === 'fa' ? '۰۱۲۳۴۵۶۷۸۹'[letter] : letter
      const event = { key, code: digit ? `Digit${letter}` : `Key${letter.toUpperCase()}`, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) }
      sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, ...event }))
      sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }))
    }
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }
    sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: '\r', ...enter }))
    sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter }))
    await Promise.all(sent)
    await cdp.detach()
  }

  /** The thing with this role and the catalogue's label; `part` when the label stands with other text in the name. */
  find(role, key, params, { part = false, within = this.page } = {}) {
    const name = this.t(key, params)
    return within.getByRole(role, part ? { name } : { name, exact: true })
  }

  /** Waits until that is to be seen. */
  async sees(role, key, params, options) {
    const thing = this.find(role, key, params, options).first()
    await thing.waitFor({ state: 'visible' })
    return thing
  }

  /** Waits until a text stands somewhere on the screen. */
  async reads(text) {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'visible' })
  }

  /** Walks to a thing with Tab (or Shift+Tab), counting; fails when no walk leads there. */
  async reach(role, key, { params, part, within, backwards = false, most = 60 } = {}) {
    const thing = (await this.sees(role, key, params, { part, within }))
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

  /** Walks to a button or the like and presses it. */
  async push(key, { role = 'button', keyName = 'Enter', ...options } = {}) {
    await this.reach(role, key, options)
    await this.press(keyName)
  }

  /** Does something that opens the system's file chooser, and chooses there. */
  async chooses(files, doing) {
    const opened = this.page.waitForEvent('filechooser')
    await this.page.evaluate(() => 0) // the browser listens from here on
    await doing()
    await (await opened).setFiles(files)
  }

  /** Does something that opens or downloads a document; answers its bytes. */
  async opens(doing) {
    const caught = new Promise((resolve) => {
      this.page.once('download', (download) => resolve({ download }))
      this.page.once('popup', (popup) => resolve({ popup }))
    })
    await doing()
    const late = new Promise((_, reject) => { setTimeout(() => reject(new Error('no document was opened')), 20_000).unref() })
    const { download, popup } = await Promise.race([caught, late])
    if (download) {
      const chunks = []
      for await (const chunk of await download.createReadStream()) chunks.push(chunk)
      return Buffer.concat(chunks)
    }
    await popup.waitForURL((url) => url.href !== 'about:blank')
    const bytes = await this.page.evaluate(async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())], popup.url())
    await popup.close()
    return Buffer.from(bytes)
  }

  /** Looks closely: nothing cut, nothing serious from axe. */
  async looks(where) {
    await this.page.evaluate(() => document.fonts.ready)
    const findings = [...(await cutTexts(this.page)).map((text) => `cut: ${text}`), ...await axeFindings(this.page)]
    if (findings.length) throw new Error(`${where}:\n  ${findings.join('\n  ')}`)
  }

  /** Fails when the browser complained of anything since the last time. */
  quiet() {
    const said = this.complaints.splice(0)
    if (said.length) throw new Error(`the browser complained:\n  ${said.join('\n  ')}`)
  }

  async leave() { await this.context.close() }
}
