/** A shop says things in its own words: what stands in its data folder shows at once, and goes at once. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const prepared = true
export const budget = 50

export async function play({ me, shop, language, owner }) {
  const file = join(shop.data, 'locales', `${language}.json`)
  const own = language === 'fa' ? 'حساب کن' : 'Cash up'
  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  await me.sees('button', 'counter.pay', undefined, { part: true })

  writeFileSync(file, JSON.stringify({ counter: { pay: own } }))
  await me.page.getByRole('button', { name: own }).waitFor()
  await me.sees('button', 'counter.hold', undefined, { part: true }) // the rest is as it was
  await me.looks('the counter in the words of the shop')

  writeFileSync(file, '{"counter": {"pay": ')
  await me.goes('nav.customers')
  await me.goes('nav.counter')
  await me.page.getByRole('button', { name: own }).waitFor() // a file that is only half written changes nothing

  rmSync(file)
  await me.sees('button', 'counter.pay', undefined, { part: true })
}
