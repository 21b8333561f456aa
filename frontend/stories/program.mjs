/**
 * The real program, started on a fresh data folder: what a story sells with.
 * PISHKHAN_BIN names the binary (make test and make plain build it).
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
export const binary = process.env.PISHKHAN_BIN ?? join(root, 'build/cache/pishkhan')

/** A data folder with a home of its own, so that keys and settings of this computer stay out. */
export function freshShop() {
  const dir = mkdtempSync(join(tmpdir(), 'pishkhan-story-'))
  const home = join(dir, 'home')
  const data = join(dir, 'data')
  mkdirSync(home)
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_DATA_HOME: join(home, 'data'),
    LANG: 'C.UTF-8', DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    GSETTINGS_BACKEND: 'memory', PISHKHAN_DATA: data }
  return {
    dir, data, env,
    /** Runs one command beside the program; throws with what it said when it fails. */
    run(args, { input = '', fails = false } = {}) {
      const out = spawnSync(binary, args, { env, input, encoding: 'utf8', maxBuffer: 64 << 20 })
      if (out.error) throw out.error
      if ((out.status !== 0) !== fails)
        throw new Error(`pishkhan ${args.join(' ')} ended with ${out.status}:\n${out.stdout}${out.stderr}`)
      return out.stdout
    },
    remove() { rmSync(dir, { recursive: true, force: true }) },
  }
}

/** Serves the shop; `listen` keeps an address over a restart, `command` is another that serves ("practice"). */
export async function serve(shop, listen = '127.0.0.1:0', command = 'serve') {
  const child = spawn(binary, [command, '--listen', listen], { env: shop.env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const ended = new Promise((done) => child.once('exit', (code, signal) => done(signal ?? code)))
  const address = await new Promise((found, failed) => {
    const look = (chunk) => {
      said += chunk
      const at = said.match(/http:\/\/[\w.:[\]]+\//)
      if (at) found(at[0])
    }
    child.stdout.setEncoding('utf8').on('data', look)
    child.stderr.setEncoding('utf8').on('data', look)
    child.once('error', failed)
    void ended.then((how) => failed(new Error(`${command} ended with ${how}:\n${said}`)))
    setTimeout(() => failed(new Error(`${command} did not say where it answers:\n${said}`)), 60_000).unref()
  })
  return {
    address,
    listen: new URL(address).host,
    said: () => said,
    /** Asks it to end, and waits for that. */
    async stop() { child.kill('SIGTERM'); return ended },
    /** Ends it as a power cut would end the process. */
    async kill() { child.kill('SIGKILL'); return ended },
  }
}
