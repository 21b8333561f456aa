// Draws build/appicon.svg with the system's Chromium into the icons that are
// committed: build/appicon.png (1024), app/desktop/icon.png (256) and
// build/windows/icon.ico (256, a PNG inside). Run by `make icons`.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const temp = mkdtempSync(join(tmpdir(), 'icons-'))
const svg = readFileSync('build/appicon.svg', 'utf8')

function draw(size, out) {
  const page = join(temp, 'page.html')
  writeFileSync(page, `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  execFileSync(process.env.CHROMIUM || 'chromium', [
    '--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(temp, 'profile')}`,
    '--default-background-color=00000000', '--hide-scrollbars', `--window-size=${size},${size}`,
    `--screenshot=${out}`, `file://${page}`,
  ], { stdio: 'ignore' })
  return readFileSync(out)
}

function ico(png) {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2) // an icon
  head.writeUInt16LE(1, 4) // one picture; width and height 0 mean 256
  head.writeUInt16LE(1, 10)
  head.writeUInt16LE(32, 12)
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(head.length, 18)
  return Buffer.concat([head, png])
}

draw(1024, 'build/appicon.png')
const small = draw(256, 'app/desktop/icon.png')
writeFileSync('build/windows/icon.ico', ico(small))
rmSync(temp, { recursive: true, force: true })
