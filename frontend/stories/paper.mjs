/** What stands on a PDF, where pdftotext can be had. */
import { spawnSync } from 'node:child_process'

const joiners = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u0640]/g
const letters = { 'ي': 'ی', 'ى': 'ی', 'ك': 'ک' }
/** Only letters and digits in their plain forms: how a line is laid out does not matter, nor in which digits. */
const bare = (text) => text.normalize('NFKC').replace(joiners, '').replace(/[يىك]/g, (letter) => letters[letter])
  .replace(/[۰-۹]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)).replace(/\s+/g, '')

/** Fails when the bytes are no PDF, or lack one of the texts. */
export function expectPdf(bytes, texts = []) {
  if (bytes.subarray(0, 5).toString() !== '%PDF-') throw new Error(`no PDF came, but: ${bytes.subarray(0, 60).toString('latin1')}`)
  const { error, status, stdout } = spawnSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], { input: bytes, encoding: 'utf8' })
  if (error || status !== 0) return
  const missing = texts.filter((text) => !bare(stdout).includes(bare(text)))
  if (missing.length > 0) throw new Error(`the PDF lacks ${missing.map((text) => `“${text}”`).join(', ')}:\n${stdout}`)
}
