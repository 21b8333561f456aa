/**
 * The window itself, on a screen of its own (Xvfb), driven by keys from
 * outside (xdotool) as a person would. WebKitGTK has no driver here, so the
 * window is watched by its pixels, and what it did by the commands beside it.
 * PISHKHAN_WINDOW names the binary with the window.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './program.mjs'

const binary = process.env.PISHKHAN_WINDOW ?? join(root, 'build/bin/pishkhan')
const results = join(root, 'frontend/test-results')
const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/** A screen of 1366×768 that nobody sees. */
export async function screen() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await new Promise((found, failed) => {
    server.stdio[3].once('data', (text) => found(String(text).trim()))
    server.once('error', failed)
    server.once('exit', () => failed(new Error('Xvfb ended')))
  })
  return { display: `:${number}`, close: () => server.kill() }
}

/** Starts the window on a shop; `opened` is the folder where documents that it opens arrive. */
export async function openWindow(shop, { display }) {
  const opened = join(shop.dir, 'opened')
  const tools = join(shop.dir, 'tools')
  mkdirSync(opened)
  mkdirSync(tools)
  // The system's viewer, as this test plays it: it keeps what it was shown.
  writeFileSync(join(tools, 'xdg-open'), `#!/bin/sh\ncp "$1" '${opened}/'\n`)
  chmodSync(join(tools, 'xdg-open'), 0o755)
  const env = { ...shop.env, DISPLAY: display, WAYLAND_DISPLAY: '', GDK_BACKEND: 'x11', PATH: `${tools}:${process.env.PATH}` }
  const child = spawn(binary, [], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text })
  let ended = null
  child.once('exit', (code, signal) => { ended = signal ?? code })
  const alive = () => { if (ended !== null) throw new Error(`the window ended with ${ended}:\n${said}`) }
  const tool = (name, ...args) => execFileSync(name, args, { env: { ...process.env, DISPLAY: display }, maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'ignore'] })
  const picture = () => { alive(); return tool('import', '-window', 'root', 'png:-') }
  // Letters and pictures make many colours, a bare page one.
  const colours = () => Number(String(tool('identify', '-format', '%k', join(results, '.now.png'))))
  const differing = () => {
    const { stderr } = spawnSync('compare', ['-metric', 'AE', join(results, '.before.png'), join(results, '.now.png'), 'null:'], { encoding: 'utf8' })
    return Number.parseFloat(stderr)
  }

  const me = {
    keys: 0,
    said: () => said,
    /** The title, once the window is there. */
    async title() {
      for (let i = 0; i < 150; i++) {
        alive()
        try {
          const names = String(tool('xdotool', 'search', '--onlyvisible', '--name', '.', 'getwindowname', '%@')).split('\n')
          const title = names.find((name) => /پیشخوان|Pishkhan/.test(name)) // GTK's own windows have other names
          if (title) return title
        } catch { /* not there yet */ }
        await pause(200)
      }
      throw new Error(`no window appeared:\n${said}`)
    },
    /** Waits until the screen shows more than a bare page and has stopped moving. */
    async settled() {
      let same = 0
      me.shot('.before')
      for (let i = 0; i < 100; i++) {
        await pause(250)
        me.shot('.now')
        same = differing() < 400 ? same + 1 : 0 // a caret may blink
        if (same >= 2 && colours() > 20) return
        renameSync(join(results, '.now.png'), join(results, '.before.png'))
      }
      throw new Error('the window never came to rest with something painted on it')
    },
    /** Presses keys by their X names ("Return", "F9", "ctrl+k"). */
    async press(...names) {
      for (const name of names) {
        alive()
        me.keys++
        tool('xdotool', 'key', '--clearmodifiers', name)
        await pause(60)
      }
    },
    /** Types as fast as people do: faster would be taken for a scanner. */
    async type(text) {
      alive()
      me.keys += [...text].length
      tool('xdotool', 'type', '--clearmodifiers', '--delay', '110', text)
      await pause(100)
    },
    /** A scanner's burst: keys that nobody presses. */
    async scan(code) {
      tool('xdotool', 'type', '--clearmodifiers', '--delay', '4', code)
      tool('xdotool', 'key', 'Return')
      await pause(400)
    },
    shot(name) {
      mkdirSync(results, { recursive: true })
      writeFileSync(join(results, `${name}.png`), picture())
    },
    /** The documents that the window has asked the system to show. */
    async document() {
      for (let i = 0; i < 100; i++) {
        alive()
        const names = existsSync(opened) ? readdirSync(opened) : []
        if (names.length) {
          await pause(200)
          return readFileSync(join(opened, names[0]))
        }
        await pause(200)
      }
      throw new Error('the window opened no document')
    },
    async close() {
      child.kill('SIGTERM')
      for (let i = 0; i < 50 && ended === null; i++) await pause(100)
      const gone = ended !== null
      child.kill('SIGKILL')
      if (!gone) throw new Error('the window did not close when it was told to')
    },
  }
  return me
}
