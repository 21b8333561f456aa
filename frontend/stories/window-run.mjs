/** Plays the window's tests: `make test` runs this after the browser's. */
import { freshShop } from './program.mjs'
import { openWindow, screen } from './window.mjs'

const tests = {
  async 'the window shows the first run'(me) {
    const title = await me.title()
    if (!/پیشخوان|Pishkhan/.test(title)) throw new Error(`its title is ${title}`)
    await me.settled()
    me.shot('window-first-run')
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
