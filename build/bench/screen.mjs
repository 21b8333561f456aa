// One person at the counter, in Chromium with the real program:
//   node build/bench/screen.mjs ADDRESS USER PASSWORD ROUNDS
// prints what the first screen weighs on the wire, how long a key takes to its
// effect, and the long tasks of a list that is scrolled through, beside those of
// the least that a list can be.
import { openBrowser, person } from "../../frontend/stories/harness.mjs"
import { leastList, scrolls, side } from "./scroll.mjs"

const [address, user, password, rounds] = process.argv.slice(2)
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1] ?? NaN
const p95 = (list) => [...list].sort((a, b) => a - b)[Math.floor(0.95 * (list.length - 1))] ?? NaN

const browser = await openBrowser()
const me = await person(browser, "about:blank", "fa")
const wire = await me.context.newCDPSession(me.page)
await wire.send("Network.enable")
const asked = new Map(), loaded = []
wire.on("Network.responseReceived", ({ requestId, response }) => asked.set(requestId, new URL(response.url).pathname))
wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => loaded.push([encodedDataLength, asked.get(requestId)]))

await me.page.goto(address)
await me.signsIn({ user, password })
await me.sees("combobox", "counter.find")
await me.page.waitForTimeout(2000)
const total = loaded.reduce((sum, [bytes]) => sum + bytes, 0)
console.log(`the first desk screen: ${(total / 1024).toFixed(1)} KiB over the wire in ${loaded.length} answers, headers included`)
for (const [bytes, path] of loaded.sort((a, b) => b[0] - a[0]).slice(0, 6)) console.log(`    ${(bytes / 1024).toFixed(1).padStart(7)} KiB  ${path}`)

// What the counter finds is asked beforehand: a letter that changes none of the
// hits has no effect that could be timed, and is typed without being counted.
const token = await me.page.evaluate(() => localStorage.getItem("pishkhan.token"))
const goods = async (query) => (await (await fetch(`${address}api/products?active=true&${new URLSearchParams(query)}`, { headers: { Authorization: `Bearer ${token}` } })).json()).items
const hitsOf = async (q) => (await goods({ q, limit: "6" })).map(({ name }) => name).join("\n")
const names = (await goods({ sort: "price", limit: "200" })).map(({ name }) => name)
const words = [...new Set(names.flatMap((name) => name.match(/^[\u0600-\u06ff]{4,8}(?= )/g) ?? []))].slice(0, 8)
const plans = []
for (const word of words) {
  let had = ""
  const plan = []
  for (let n = 1; n <= word.length; n++) {
    const hits = await hitsOf(word.slice(0, n))
    plan.push({ letter: word[n - 1], changes: hits !== had })
    had = hits
  }
  plans.push(plan)
}

// From the key as the browser stamped it to the frame after the effect stands in
// the page. It is listened for before the key is pressed.
await me.page.evaluate(() => {
  window.listenFor = (selector) => {
    const seen = () => document.querySelector(selector)?.innerText
    const before = seen()
    let pressed = NaN
    addEventListener("keydown", (event) => { pressed = event.timeStamp }, { capture: true, once: true })
    window.effect = new Promise((resolve) => {
      const end = setTimeout(() => { watcher.disconnect(); resolve(null) }, 2000)
      const watcher = new MutationObserver(() => {
        if (Number.isNaN(pressed) || seen() === before) return
        watcher.disconnect()
        clearTimeout(end)
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)))
      })
      watcher.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    })
  }
})
const hits = ".counter-hits", lines = ".counter-lines"
const all = [], lost = []
async function key(list, name, selector, press) {
  await me.page.waitForTimeout(60) // between two keys of a person
  await me.page.evaluate((selector) => window.listenFor(selector), selector)
  await press()
  const took = await me.page.evaluate(() => window.effect)
  if (took === null) return lost.push(name)
  list.push(took)
  all.push(took)
}
/** A key of a Persian layout, as the system would send it. */
async function type(letter) {
  const event = { key: letter, code: "KeyA", windowsVirtualKeyCode: 65 }
  await wire.send("Input.dispatchKeyEvent", { type: "keyDown", text: letter, ...event })
  await wire.send("Input.dispatchKeyEvent", { type: "keyUp", ...event })
}
const finder = await me.sees("combobox", "counter.find")
const letters = [], entered = [], counted = []
let silent = 0
for (let round = 0; round < +rounds; round++)
  for (const [at, plan] of plans.entries()) {
    for (const { letter, changes } of plan)
      if (changes) await key(letters, `${letter} of ${words[at]}`, hits, () => type(letter))
      else {
        silent++
        await me.page.waitForTimeout(200) // its answer is the one before
        await type(letter)
      }
    await key(entered, `Enter after ${words[at]}`, lines, () => me.page.keyboard.press("Enter"))
    await me.until("the finder is empty again", () => finder.inputValue(), (text) => text === "")
    for (let i = 0; i < 3; i++) await key(counted, `+ after ${words[at]}`, lines, () => me.page.keyboard.press("+"))
  }
const say = (what, list) => console.log(`${what.padEnd(46)} median ${median(list).toFixed(1)} ms, p95 ${p95(list).toFixed(1)} ms of ${list.length}`)
say("a letter in the finder to its hits", letters)
say("Enter to the line in the basket", entered)
say("+ to the line's new quantity", counted)
say("a key on the counter to its effect", all)
console.log(`keys that had no effect within two seconds: ${lost.length} of ${all.length + lost.length}${lost.length ? ` (${lost.slice(0, 6).join(", ")})` : ""}; ${silent} letters left the hits as they were and are not counted`)

// A list is scrolled beside the least that a list can be.
await me.goes("nav.products")
await me.page.getByRole("grid").first().waitFor()
const sides = [await side("the products", me.page), await side("the floor", await leastList(me.context))]
await scrolls(sides, +rounds, "wheel", async (page) => { await page.mouse.wheel(0, 400); await page.waitForTimeout(16) })
await scrolls(sides, +rounds, "PageDown", async (page) => { await page.keyboard.press("PageDown"); await page.waitForTimeout(30) })
await scrolls(sides, +rounds, "End and Home", async (page, n) => { await page.keyboard.press(n % 2 ? "Home" : "End"); await page.waitForTimeout(250) })
await browser.close()
