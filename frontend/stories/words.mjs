/** The catalogue, as the interface shows it: stories name things by key, never by text. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './program.mjs'

const persian = (text) => text.replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit])

export function words(language) {
  const tree = JSON.parse(readFileSync(join(root, 'locales', `${language}.json`), 'utf8'))
  const plural = new Intl.PluralRules(language)
  return (key, params = {}) => {
    const [feature, name] = key.split('.')
    let entry = tree[feature]?.[name]
    if (entry === undefined) throw new Error(`the catalogue ${language}.json has no ${key}`)
    if (typeof entry !== 'string') entry = entry[plural.select(params.Count ?? 1)] ?? entry.other ?? entry.one
    return entry.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (blank, param) => {
      const value = params[param]
      if (value === undefined) return blank
      return typeof value === 'number' && language === 'fa' ? persian(String(value)) : String(value)
    })
  }
}

/** A number as the language writes it: digits, grouping and decimal sign. */
export function number(language, value) {
  const text = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 }).format(value).replace('-', '−')
  return language === 'fa' ? persian(text.replaceAll(',', '٬').replace('.', '٫')) : text
}
