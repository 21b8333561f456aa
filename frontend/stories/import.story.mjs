/**
 * A stock sheet that nobody made for this program is dropped into the window:
 * its columns are put right, what it would change is seen before it does, it
 * is taken in, undone, and taken in again – now with the columns as they were
 * left.
 */
import { basename } from 'node:path'
import { stockSheet } from './sheets.mjs'

export const prepared = true
export const budget = 70

export async function play({ me, shop, owner }) {
  const sheet = stockSheet(shop)
  const cable = 'کابل rf 18 گیگ'
  const figure = (what, count) => me.page.getByRole('radio', { name: `${me.t(`imports.what_${what}`)} ${me.number(count)}` }).waitFor()

  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  await me.drops(sheet)
  await me.page.getByRole('heading', { name: basename(sheet) }).waitFor()
  await me.sees('group', 'firstrun.goods_unit')
  await me.looks('the columns of a list')

  // The part number was left out; it is what the scanner reads.
  const part = await me.reach('combobox', 'imports.column_is', { params: { Column: '\u2068پارت نامبر\u2069' } })
  await me.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')
  await me.until('the part number is the barcode', () => part.inputValue(), (field) => field === 'barcode')
  await me.looks('the columns put right')

  await me.press('Enter')
  await me.reads(me.t('imports.not_yet'))
  await figure('new', 4)
  await me.page.getByRole('row', { name: cable }).getByText(me.number(1_800_000)).waitFor()
  await me.looks('what the list brings')
  await me.reach('radio', 'imports.what_new', { part: true })
  await me.press('ArrowRight') // the arrows go round: from the first on to the last, or the other way
  await me.press('Enter')
  await me.reads(me.t('imports.taken', { Count: 4 }))
  await me.looks('a list taken in')

  await me.press('Control+z')
  await me.reads(me.t('imports.undone', { Count: 4 }))
  await me.looks('a list undone')
  await me.goes('nav.products')
  await me.reads(me.t('product.none'))

  await me.drops(sheet)
  await me.reads(me.t('imports.remembered'))
  await me.looks('a list from a sender that is known')
  await me.press('Enter')
  await me.reads(me.t('imports.not_yet'))
  await me.press('Enter')
  await me.reads(me.t('imports.taken', { Count: 4 }))
  await me.press('Enter')
  await me.sees('heading', 'nav.products')
  await me.page.getByRole('row', { name: cable }).getByText(me.number(1_800_000)).waitFor()

  await me.goes('nav.imports')
  await me.reads(me.t('imports.state_undone'))
  await me.looks('the lists that came')
}
