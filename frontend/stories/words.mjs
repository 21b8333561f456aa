/** The catalogue, as the interface shows it: stories name things by key, never by text. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './program.mjs'

const persian = (text) => text.replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit])

export function words(language) {
  const tree = JSON.parse(readFileSync(join(root, 'locales', `${language}.json`), 'utf8'))
  const flat = Object.entries(tree).flatMap(([feature, keys]) => Object.entries(keys).map(([name, entry]) => [`${feature}.${name}`, entry]))
  return speaker(Object.fromEntries(flat), language)
}

/** Blanks that hold the number of a document or a code: in the language's digits, kept in its own order. */
const documents = ['Number', 'Invoice', 'Barcode']

/** Speaks from a flat catalogue, as /api/locales gives the pseudo-locale. */
export function speaker(flat, language) {
  const plural = new Intl.PluralRules(language)
  return (key, params = {}) => {
    let entry = flat[key]
    if (entry === undefined) throw new Error(`the catalogue of ${language} has no ${key}`)
    if (typeof entry !== 'string') entry = entry[plural.select(params.Count ?? 1)] ?? entry.other ?? entry.one
    return entry.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (blank, param) => {
      const value = params[param]
      if (value === undefined) return blank
      if (documents.includes(param) && typeof value === 'string') return `\u2066${language === 'fa' ? persian(value) : value}\u2069`
      return typeof value === 'number' && language === 'fa' ? persian(String(value)) : String(value)
    })
  }
}

/** A number as the language writes it: digits, grouping and decimal sign. */
export function number(language, value) {
  const text = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 }).format(value).replace('-', '−')
  return language === 'fa' ? persian(text.replaceAll(',', '٬').replace('.', '٫')) : text
}
