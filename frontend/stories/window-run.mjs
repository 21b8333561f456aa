/** Plays the window's tests: `make test` runs this after the browser's. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { goods, writeList } from './goods.mjs'
import { expectPdf } from './paper.mjs'
import { freshShop } from './program.mjs'
import { openWindow, screen } from './window.mjs'

const tests = {
  /** The first story, from the first run to a paid sale whose PDF the system's viewer is given. */
  async 'the first sale in the window'(me, shop) {
    const title = await me.title()
    if (!/پیشخوان/.test(title)) throw new Error(`its title is ${title}`)
    await me.settled()
    me.shot('window-first-run')
    await me.press('Return') // Persian
    await me.settled()
    await me.type('Noor Electric')
    await me.press('Return')
    await me.settled()
    await me.type('Narges')
    await me.press('Tab')
    await me.type('narges')
    await me.press('Tab')
    await me.type('three blue teapots')
    await me.press('Tab')
    await me.type('three blue teapots')
    await me.settled()
    me.shot('window-owner')
    await me.press('Return')
    await me.settled()
    await me.press('space', 'Return') // the recovery key is kept
    await me.settled()
    await me.press('Return') // opens the system's own file chooser
    await me.settled()
    copyFileSync(writeList(shop, 'fa'), join(shop.dir, 'home', 'list.csv'))
    await me.type('~/list.csv')
    await me.press('Return')
    await me.settled()
    me.shot('window-unit')
    await me.press('Shift_L') // without a window manager the first key after GTK's own chooser is lost
    await me.press('Return') // toman, as the shop
    await me.settled()
    me.shot('window-preview')
    await me.press('Return') // taken in
    await me.settled()
    me.shot('window-ready')
    await me.press('Return')
    await me.settled()
    const [bulb, , , , lightSwitch, , , extension] = goods('fa')
    for (const one of [bulb, lightSwitch, extension]) await me.scan(one.barcode)
    await me.settled()
    me.shot('window-counter')
    await me.press('F9')
    await me.settled()
    await me.type('100000')
    await me.press('Return') // a part in cash; what is left goes on the card
    await me.settled()
    me.shot('window-pay')
    await me.press('Return')
    await me.settled()
    me.shot('window-done')
    await me.press('p')
    expectPdf(await me.document(), [bulb.name, lightSwitch.name, extension.name])
  },
}

let failed = 0
const display = await screen()
for (const [name, play] of Object.entries(tests)) {
  const shop = freshShop()
  const since = Date.now()
  let me
  try {
    me = await openWindow(shop, display)
    await play(me, shop)
    await me.close()
    shop.run(['doctor', '--replay'])
    console.log(`story: ok ${name}, ${me.keys} keys, ${((Date.now() - since) / 1000).toFixed(1)} s`)
  } catch (error) {
    failed++
    try { me?.shot('window-failed') } catch { /* it may be gone */ }
    console.log(`story: FAILED ${name}\n${error.stack}\n${me?.said() ?? ''}`)
    await me?.close().catch(() => {})
  } finally {
    shop.remove()
  }
}
display.close()
process.exit(failed ? 1 : 0)
