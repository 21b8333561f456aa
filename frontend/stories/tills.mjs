/** What stories of several tills do alike. */
import { ringsUp } from './sales.mjs'

/** The owner, at the page of the tills, makes one more. */
export async function makesTill(me, name) {
  await me.push('seat.new')
  await me.sees('dialog', 'seat.new')
  await me.type(name)
  await me.press('Enter')
  await me.page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Rings one thing up and sets the basket aside with a word on who it waits for. */
export async function setsAside(me, item, word) {
  await me.goes('nav.counter')
  await ringsUp(me, item)
  await me.press('Shift+F4')
  await me.sees('dialog', 'counter.hold_note')
  await me.type(word)
  await me.press('Enter')
  await me.reads(word)
}
