/** What stories that sell do alike. */

/** Takes the money for the basket: in cash, or in the way that these keys choose. */
export async function pays(me, way = '') {
  await me.press('F9')
  await me.sees('dialog', 'pay.title')
  if (way) await me.press(way)
  await me.press('Enter')
  await me.sees('dialog', 'pay.done')
}

/** Rings one thing up with the scanner, and waits until the counter has heard it. */
export async function ringsUp(me, item, options) {
  await me.scan(item.barcode, options)
  await me.reads(me.t('counter.heard', { Name: `\u2068${item.name}\u2069` }))
}
