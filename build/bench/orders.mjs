// The board and the list of many open orders, scrolled in Chromium with the
// real program beside the least that a list can be:
//   node build/bench/orders.mjs ADDRESS USER PASSWORD ROUNDS
import { openBrowser, person } from "../../frontend/stories/harness.mjs"
import { leastList, scrolls, side } from "./scroll.mjs"

const [address, user, password, rounds] = process.argv.slice(2)
const browser = await openBrowser()
const me = await person(browser, address, "fa")
await me.signsIn({ user, password })
await me.sees("combobox", "counter.find")
const floor = await side("the floor", await leastList(me.context))

await me.page.goto(`${address}#/orders`)
await me.page.locator(".orders-card").first().waitFor()
await me.page.waitForTimeout(3000)
const column = () => me.page.locator(".orders-cards").nth(1)
const board = await side("a column of the board", me.page, column)
const wheel = async (page) => { await page.mouse.wheel(0, 400); await page.waitForTimeout(16) }
await scrolls([board, floor], +rounds, "wheel", wheel)
await me.page.locator(".orders-card").first().click()
await scrolls([await side("the board", me.page, () => me.page.locator(".orders-card[aria-current=true]").first())], +rounds, "arrow keys", async (page) => { await page.keyboard.press("ArrowDown"); await page.waitForTimeout(40) })

await me.page.goto(`${address}#/orders?as=list`)
await me.page.getByRole("grid").first().waitFor()
await me.page.waitForTimeout(1000)
const sides = [await side("the list", me.page), floor]
await scrolls(sides, +rounds, "wheel", wheel)
await scrolls(sides, +rounds, "PageDown", async (page) => { await page.keyboard.press("PageDown"); await page.waitForTimeout(30) })
await browser.close()
