/**
 * The program is killed (kill -9) in the midst of selling: while the basket
 * is filled, before a sale has arrived, after it was recorded but not yet
 * answered, and right after the answer. It comes back at the same address
 * with the basket; each sale is there once or not at all.
 */
import { goods, stockUp } from './goods.mjs'
import { ringsUp } from './sales.mjs'

export const prepared = true
export const budget = 80

export async function play(shop) {
  const { me, language, owner } = shop
  stockUp(shop.shop, language)
  const [bulb, tube, , , , , socket] = goods(language)
  const rings = async (one, lines) => {
    const kept = me.page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok()
      && JSON.parse(answer.request().postData()).lines.length === lines)
    await ringsUp(me, one)
    await kept
  }
  const dies = async () => {
    me.offline = true
    await shop.server.kill()
  }
  const comesBack = async () => {
    await shop.restart()
    await me.reads(me.t('sync.all_recorded'))
    me.offline = false
  }
  const beginsAnew = async () => {
    await me.page.reload()
    await me.sees('combobox', 'counter.find')
  }

  // What becomes of the next sale on its way; set up long before the first.
  let onSale = null
  await me.page.route('**/api/sales', async (route) => {
    const happens = onSale
    onSale = null
    await (happens ? happens(route) : route.continue())
  })

  await me.signsIn(owner)
  await me.sees('combobox', 'counter.find')
  await rings(bulb, 1)
  await rings(socket, 2)
  const total = (bulb.price + socket.price) * 1.1
  await me.reads(me.number(total))

  await dies()
  await me.reads(lost(me))
  await me.looks('the connection is lost')
  await comesBack()
  await beginsAnew()
  await me.reads(bulb.name)
  await me.reads(socket.name)
  await me.reads(me.number(total))

  // It dies before the sale has reached it: the same sale is sent again, by itself.
  await me.press('F9')
  await me.sees('dialog', 'pay.title')
  onSale = async (route) => {
    await dies()
    await route.abort('connectionreset')
  }
  await me.press('Enter')
  await me.reads(unanswered(me))
  await me.looks('a sale without an answer')
  await comesBack()
  await me.sees('dialog', 'pay.done')
  await me.reads('A-1405-000001'.replace(/[0-9]/g, (digit) => me.number(Number(digit))))
  await me.press('Escape')

  // It dies with the sale on disk and the answer unsaid: the same id finds it.
  await rings(tube, 1)
  await me.reads(me.number(tube.price * 1.1))
  await me.press('F9')
  await me.sees('dialog', 'pay.title')
  onSale = async (route) => {
    await route.fetch()
    await dies()
    await route.abort('connectionreset')
  }
  await me.press('Enter')
  await me.reads(unanswered(me))
  await comesBack()
  await me.sees('dialog', 'pay.done')
  await me.reads('A-1405-000002'.replace(/[0-9]/g, (digit) => me.number(Number(digit))))

  // It dies right after it said so.
  await dies()
  await comesBack()
  await beginsAnew()
  await me.reads(me.t('counter.empty'))
  await me.goes('nav.invoices')
  await me.until('two invoices', () => me.page.getByRole('grid').getAttribute('aria-rowcount'), (rows) => rows === '3')
  await me.looks('two invoices')

  // A screen that was never open needs a piece of the program: it comes when the program does.
  await me.palette()
  await me.walksTo(await me.sees('option', 'palette.go', { Name: me.t('nav.debts') }), 'ArrowUp')
  await dies()
  await me.press('Enter')
  await me.reads(me.t('sync.lost_screen'))
  await me.looks('a screen that is waited for')
  await comesBack()
  await me.sees('heading', 'nav.debts')
  await me.looks('the screen has come')
}

/** What the frame says while the program is gone; when that began is not known beforehand. */
const lost = (me) => new RegExp(me.t('sync.lost_since', { Time: '\n' }).split('\n')[0].trim())

/** What the pay panel says of a sale without an answer, however often it was sent again by now. */
const unanswered = (me) => me.t('pay.lost', { Count: '\n' }).split('\n')[0].trim()
