// The 20-line invoice of the peers, printed to PDF by one warm Chromium:
//   node build/bench/chromium.mjs PEERS INVOICE.json COUNT
// prints the time of each page in milliseconds, one a line.
import { createRequire } from "node:module"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const [peers, invoice, count] = process.argv.slice(2)
const modules = resolve(import.meta.dirname, "../../frontend/node_modules")
const { chromium } = createRequire(join(modules, "x.js"))("playwright-core")
process.env.INVOICE_JSON = invoice
const { load, html } = createRequire(import.meta.url)(resolve(peers, "node/invoice-html.js"))

const doc = html(load(), join(modules, "vazirmatn/fonts/ttf"))
const profile = mkdtempSync(join(tmpdir(), "bench-"))
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
})
const page = await context.newPage()
for (let i = -3; i < +count; i++) { // the first three warm it up
  const from = performance.now()
  await page.setContent(doc, { waitUntil: "load" })
  await page.evaluate(() => document.fonts.ready)
  await page.pdf({ format: "A4", printBackground: true, preferCSSPageSize: true })
  if (i >= 0) console.log(performance.now() - from)
}
await context.close()
rmSync(profile, { recursive: true, force: true })
