/**
 * Somebody gives a list a view of its own and finds it again, on a desk and on
 * a phone; puts its columns back; and finds the other entry of a customer
 * whose name is the shorter one of the two.
 */
import { writeOn } from './customers.mjs'

export const prepared = true
export const budget = 70

const named = {
  fa: { short: 'هوشنگ وثوقی', long: 'هوشنگ وثوقی‌راد', company: 'شرکت روشنان', view: 'شرکت‌ها' },
  en: { short: 'Hugh Sadler', long: 'Hugh Sadler-Fox', company: 'Lumen Supplies', view: 'Companies' },
}

export async function play({ me, server, language, owner }) {
  const { short, long, company, view } = named[language]
  await writeOn(server, owner, [{ kind: 'person', name: short }, { kind: 'person', name: long }, { kind: 'organisation', name: company }])
  const row = (name) => me.page.getByRole('row').filter({ has: me.page.getByText(name, { exact: true }) })

  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  await me.goes('nav.customers')
  await row(long).waitFor()

  await me.press('Alt+c') // a column away, and the list's own again
  await me.sees('dialog', 'list.columns')
  await me.find('dialog', 'list.columns').locator('input:focus').waitFor() // the focus comes in a moment after the box
  await me.press('Space')
  await me.push('list.columns_own')
  await me.find('dialog', 'list.columns').waitFor({ state: 'hidden' })

  await me.press('F8', 'Enter')
  await me.sees('listbox', 'customer.kind_short')
  await me.press('ArrowDown', 'Enter')
  await row(long).waitFor({ state: 'detached' })
  await me.press('Alt+v')
  await me.sees('textbox', 'list.view_name')
  await me.type(view)
  await me.press('Enter')
  const tab = me.page.getByRole('button', { name: view, exact: true })
  await tab.waitFor()
  await me.page.setViewportSize({ width: 390, height: 844 })
  const inView = (thing) => me.until('it is to be seen whole on a phone', () => thing.evaluate((element) => {
    const { left, right } = element.getBoundingClientRect()
    const { left: from, right: to } = element.parentElement.getBoundingClientRect()
    return left >= Math.max(from, 0) - 1 && right <= Math.min(to, innerWidth) + 1
  }))
  await inView(tab)
  await inView(me.find('button', 'list.view_edit', { Name: view }))
  await me.press('Alt+1')
  await row(long).waitFor()
  await me.press('Alt+2')
  await row(long).waitFor({ state: 'detached' })
  await me.press('Alt+v')
  await me.push('list.view_remove')
  await tab.waitFor({ state: 'detached' })
  await me.page.setViewportSize({ width: 1366, height: 768 })

  await me.press('F8', 'Delete')
  await row(long).click()
  await me.page.keyboard.press('Enter')
  await me.page.getByRole('heading', { name: long, exact: true }).waitFor()
  await me.press('F9')
  await me.page.getByRole('option', { name: short }).waitFor()
  await me.press('Enter')
  await me.page.setViewportSize({ width: 390, height: 844 })
  await inView(me.find('button', 'app.cancel', {}, { within: me.page.getByRole('dialog') }))
}
