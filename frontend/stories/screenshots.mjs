/**
 * Takes every screen of the real program into screenshots/LANGUAGE/, light and
 * dark, and the papers as pictures; fails when axe finds something serious or
 * a text is cut: `node frontend/stories/screenshots.mjs [fa|en] [part of a
 * name]`. With --pictures only those of the README are taken, into
 * frontend/stories/pictures/.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser, person } from './harness.mjs'
import { axeFindings, cutTexts } from './look.mjs'
import { freshShop, root, serve } from './program.mjs'
import { firstRun, practiceShop } from './tour.mjs'

const out = join(root, 'screenshots')
const asked = process.argv.slice(2)
const languages = ['fa', 'en'].filter((language) => asked.includes(language) || !asked.some((word) => word === 'fa' || word === 'en'))
const part = asked.find((word) => !word.startsWith('--') && word !== 'fa' && word !== 'en') ?? ''
const forReadme = asked.includes('--pictures')
const findings = []

/** The README's pictures, by what they are taken from. Each is kept under 120 KB. */
const shown = {
  'counter-fa': 'fa/counter-filled-light.png', 'counter-en': 'en/counter-filled-light.png', 'counter-dark': 'fa/counter-filled-dark.png',
  'pay-fa': 'fa/pay-parts-light.png', 'first-run-fa': 'fa/first-run-2-shop-light.png', 'first-run-en': 'en/first-run-2-shop-light.png',
  'customers-fa': 'fa/customers-person-light.png', 'customers-en': 'en/customers-person-light.png', 'invoice-official': 'fa/paper-official-fa.png',
  'orders-fa': 'fa/orders-board-light.png', 'orders-en': 'en/orders-board-light.png', 'display-fa': 'fa/display-basket-light.png', 'display-en': 'en/display-basket-light.png',
}
const wanted = (name) => name.includes(part) && (!forReadme || Object.values(shown).some((from) => [`/${name}.`, `/${name}-light`, `/${name}-dark`].some((end) => from.includes(end))))
let taken = 0

/** Takes what is to be seen now, on the person's page or another one, in both themes, when it is wanted. */
const camera = (me, language) => async (name, page = me.page) => {
  if (!wanted(name)) return
  await page.evaluate(() => document.fonts.ready)
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.waitForTimeout(250)
    await page.screenshot({ path: join(out, language, `${name}-${theme}.png`) })
    taken++
    const seen = [...(theme === 'light' ? (await cutTexts(page)).map((text) => `cut: ${text}`) : []), ...await axeFindings(page)]
    findings.push(...seen.map((text) => `${language}/${name}-${theme}: ${text}`))
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

/** Plays one tour on a shop of its own. */
async function play(browser, language, command, tour) {
  const shop = freshShop()
  shop.env.LANG = language === 'fa' ? 'fa_IR.UTF-8' : 'en_GB.UTF-8'
  let server, me
  try {
    server = await serve(shop, '127.0.0.1:0', command)
    me = await person(browser, server.address, language, { preferences: { theme: 'system' } })
    await tour({ me, shop, server, language, shoot: camera(me, language), papers: (list) => papers(shop, language, list) })
    me.quiet()
  } catch (error) {
    await me?.page.screenshot({ path: join(out, language, 'failed.png') }).catch(() => {})
    findings.push(`${language}: ${error.stack}\n${server?.said() ?? ''}`)
  } finally {
    await me?.leave().catch(() => {})
    await server?.stop()
    shop.remove()
  }
}

/** Writes invoices as PDF with the program's own command and draws their first pages. */
function papers(shop, language, list) {
  try { execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' }) } catch { return void console.log('screenshots: without pdftoppm (poppler-utils) no papers') }
  for (const { number, form, lang, name } of list.filter(({ name: of }) => wanted(of))) {
    const dir = join(shop.dir, name)
    shop.run(['invoice', 'pdf', number, '--data', join(shop.data, 'practice'), '--form', form, '--lang', lang, '--out', dir])
    const [file] = readdirSync(dir)
    const target = join(out, language, name)
    execFileSync('pdftoppm', ['-png', '-r', '130', '-f', '1', '-l', '1', '-singlefile', join(dir, file), target])
    taken++
  }
}

/** The browser makes the WebP, so nothing else needs to be installed. */
async function pictures(browser) {
  const dir = join(root, 'frontend/stories/pictures')
  mkdirSync(dir, { recursive: true })
  const page = await browser.newPage()
  for (const [name, from] of Object.entries(shown)) {
    const png = join(out, from)
    if (!existsSync(png)) continue
    const source = `data:image/png;base64,${readFileSync(png).toString('base64')}`
    const target = join(dir, `${name}.webp`)
    for (const quality of [0.92, 0.85, 0.75, 0.6]) {
      const made = await page.evaluate(async ([data, q]) => {
        const picture = new Image()
        picture.src = data
        await picture.decode()
        const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height })
        canvas.getContext('2d').drawImage(picture, 0, 0)
        return canvas.toDataURL('image/webp', q)
      }, [source, quality])
      writeFileSync(`${target}.new`, Buffer.from(made.split(',')[1], 'base64'))
      if (statSync(`${target}.new`).size <= 120 * 1024) break
    }
    renameSync(`${target}.new`, target)
  }
  await page.close()
}

const browser = await openBrowser()
for (const language of languages) {
  if (!part && !forReadme) rmSync(join(out, language), { recursive: true, force: true })
  mkdirSync(join(out, language), { recursive: true })
  await play(browser, language, 'serve', firstRun)
  await play(browser, language, 'practice', practiceShop)
}
if (forReadme) await pictures(browser)
await browser.close()
console.log(`${taken} pictures in screenshots/`)
if (findings.length) console.error(`\n${findings.join('\n')}`)
process.exit(findings.length ? 1 : 0)
