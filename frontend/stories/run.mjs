/**
 * Plays every *.story.mjs here in Persian and in English against the real
 * program: `node frontend/stories/run.mjs [part of a name] [fa|en]`. Where there
 * are cores for it, some are played beside each other, each in a browser and
 * with a shop of its own, the longest first.
 *
 * A story exports `budget` (keys at most; none when absent) and
 * `play({ me, shop, server, browser, language, sit, restart })`. It begins
 * with `me` at the first-run screen of an empty shop, unless it exports
 * `prepared = true`: then the shop is set up and me is at the sign-in; and it
 * is played in both languages, unless it exports `only`. When a story needs
 * another person, `sit()` gives one. Every story ends with the
 * doctor's replay.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { openBrowser, person } from './harness.mjs'
import { freshShop, root, serve } from './program.mjs'

export const owner = { user: 'narges', password: 'three blue teapots' }

const here = join(root, 'frontend/stories')
const results = join(root, 'frontend/test-results')
const wanted = process.argv.slice(2).filter((word) => word !== 'fa' && word !== 'en')
const languages = ['fa', 'en'].filter((language) => {
  const chosen = process.argv.slice(2).filter((word) => word === 'fa' || word === 'en')
  return chosen.length === 0 || chosen.includes(language)
})
const names = readdirSync(here).filter((name) => name.endsWith('.story.mjs')).sort()
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
/** How many are played at once: a story waits half of its time, for keys are pressed as slowly as people press them. */
const atOnce = Math.max(1, Math.min(availableParallelism(), 4, Math.floor(totalmem() / 2 ** 31)))

async function playOne(browser, name, language) {
  const story = await import(join(here, name))
  const shop = freshShop()
  const people = []
  let server
  try {
    if (story.prepared)
      shop.run(['setup', '--shop', language === 'fa' ? 'فروشگاه نور' : 'Noor Electric', '--owner', owner.user,
        '--password-stdin', '--lang', language, '--unit', 'toman'], { input: `${owner.password}\n` })
    server = await serve(shop)
    const sit = async ({ address = server.address, ...options } = {}) => {
      const someone = await person(browser, address, language, options)
      people.push(someone)
      return someone
    }
    const me = await sit()
    const restart = async () => { server = await serve(shop, server.listen); return server }
    await story.play({ me, shop, get server() { return server }, browser, language, sit, restart, owner })
    for (const one of people) one.quiet()
    if (story.budget && me.keys > story.budget) throw new Error(`${me.keys} keys, ${story.budget} are allowed`)
    await server.stop()
    shop.run(['doctor', '--replay'])
    return me.keys
  } catch (error) {
    mkdirSync(results, { recursive: true })
    for (const [i, one] of people.entries()) {
      const file = join(results, `${name.replace('.story.mjs', '')}-${language}-${i}`)
      await one.page.screenshot({ path: `${file}.png` }).catch(() => {})
      writeFileSync(`${file}.txt`, `${error.stack}\n\n${one.complaints.join('\n')}\n\n${await one.page.locator("body").ariaSnapshot().catch(() => "")}\n\n${server?.said() ?? ''}`)
    }
    throw error
  } finally {
    for (const one of people) await one.leave().catch(() => {})
    await server?.kill()
    shop.remove()
  }
}

const failed = []
const shaky = []
const brief = (error) => error.message.split('\n').slice(0, 6).join('\n')

async function playTwice(browser, name, language) {
  const label = `${name.replace('.story.mjs', '')} (${language})`
  for (const again of [false, true]) {
    const since = Date.now()
    try {
      const keys = await playOne(browser, name, language)
      console.log(`story: ok ${label}, ${keys} keys, ${((Date.now() - since) / 1000).toFixed(1)} s`)
      return
    } catch (error) {
      console.log(`story: ${again ? 'FAILED' : 'played again:'} ${label}\n${error.stack}\n`)
      const list = again ? failed : shaky
      list.push(`${label}: ${brief(error)}`)
    }
  }
}

/** What is to be played; the budget of keys tells how long it takes, and who has none walks far. */
const waiting = []
for (const name of names) {
  const { only, budget = Infinity } = await import(join(here, name))
  for (const language of languages) if (!only || language === only) waiting.push({ name, language, budget })
}
waiting.sort((a, b) => b.budget - a.budget || 0)

async function playOn(browser) {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (!browser.isConnected()) browser = await openBrowser()
    await playTwice(browser, next.name, next.language)
  }
  await browser.close()
}
const browsers = []
while (browsers.length < Math.min(atOnce, waiting.length)) browsers.push(await openBrowser())
await Promise.all(browsers.map(playOn))
if (names.length === 0) console.log('no story of that name')
if (shaky.length > 0) console.log(`\nnote: not at the first try: ${shaky.join('\n')}`)
if (failed.length > 0) console.log(`\nNot played to the end:\n${failed.join('\n')}`)
process.exit(failed.length > 0 || names.length === 0 ? 1 : 0)
