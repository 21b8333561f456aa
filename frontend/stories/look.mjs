/** What a careful eye finds on a screen: cut text, and what axe finds serious. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Texts that do not fit where they stand, each with where that is. */
export const cutTexts = (page) => page.evaluate(() => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const scrolls = (style) => /auto|scroll/.test(style.overflowX) || /auto|scroll/.test(style.overflowY)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!node.data.trim() || !element || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(element.tagName)) continue
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const text = range.getBoundingClientRect()
    if (text.width < 2 || text.height < 2) continue
    let inScroller = false
    for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
      const style = getComputedStyle(box)
      if (style.position === 'fixed' && box !== element) break
      if (style.display === 'inline') continue
      const rect = box.getBoundingClientRect()
      if (rect.width <= 2 || rect.height <= 2) { inScroller = true; break } // for screen readers only
      if (scrolls(style)) { inScroller = true; break }
      if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue
      const outside = text.right <= rect.left || text.left >= rect.right || text.bottom <= rect.top || text.top >= rect.bottom
      if (outside) { inScroller = true; break } // hidden whole, not cut
      const wide = Math.max(rect.left - text.left, text.right - rect.right)
      // A font's box is taller than its letters, so a little is never seen.
      const tall = Math.max(rect.top - text.top, text.bottom - rect.bottom) - text.height * 0.4
      if (wide > 1.5 || tall > 0) found.push(`“${node.data.trim().slice(0, 60)}” in ${box.tagName.toLowerCase()}.${box.className}`)
      if (wide > 1.5 || tall > 0) break
    }
    if (!inScroller && (text.left < -1.5 || text.right > innerWidth + 1.5))
      found.push(`“${node.data.trim().slice(0, 60)}” beyond the edge of the screen`)
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push('the page scrolls sideways')
  return [...new Set(found)]
})

/** What can be pressed and lies, in part or whole, under what is said. */
export const underToasts = (page) => page.evaluate(() => {
  const said = [...document.querySelectorAll('.toast')].map((toast) => toast.parentElement.getBoundingClientRect())
  return [...document.querySelectorAll('button, a[href], input, select, textarea, [role=row], [role=option], .dialog')]
    .filter((thing) => !thing.closest('.toasts') && thing.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((thing) => said.some((box) => {
      const rect = thing.getBoundingClientRect()
      return rect.width > 2 && rect.left < box.right && rect.right > box.left && rect.top < box.bottom && rect.bottom > box.top
    }))
    .map((thing) => thing.getAttribute('aria-label') || thing.innerText.slice(0, 40) || thing.className)
})

/** Axe's serious and critical findings, one line each. */
export async function axeFindings(page) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, help, nodes }) => nodes.slice(0, 5)
      .map(({ target, any }) => `${impact}: ${help} (${id}) at ${target.join(' ')}${any[0] ? ` — ${any[0].message}` : ''}`))
}

/**
 * In the pseudo-locale every text of the catalogue stands in ⟦brackets⟧.
 * Answers the texts and labels with letters outside of them, but for the data
 * given, the names of keys, dates, a till's series, and what is marked with a
 * language of its own.
 */
export const foreignTexts = (page, data) => page.evaluate((known) => {
  const names = known.toSorted((a, b) => b.length - a.length)
  const found = new Set()
  const look = (text, where) => {
    let rest = text.replace(/[\u2066-\u2069\u200e\u200f]/g, '')
    for (let before = ''; before !== rest;) { before = rest; rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' ') }
    for (const name of names) rest = rest.replaceAll(name, ' ')
    rest = rest.replace(/\b[A-Z]-\d{4,}(-\d+)?\b/g, ' ') // the number of an order or invoice
    if (/\p{L}/u.test(rest) && !/^\s*[A-Z]\s*$/.test(rest)) found.add(`“${text.trim().slice(0, 80)}” ${where}`)
  }
  const apart = (element) => element.closest('kbd, .kbd, time, code, .ava, script, style, noscript, [lang]:not(html)')
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (element && !apart(element) && element.checkVisibility({ visibilityProperty: true })) look(node.data, `in ${element.tagName.toLowerCase()}.${element.className}`)
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext'])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (!apart(element)) look(element.getAttribute(name), `as ${name} of ${element.tagName.toLowerCase()}.${element.className}`)
  look(document.title, 'as the title')
  return [...found]
}, data)
