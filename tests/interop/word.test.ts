import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import { renderWord } from '#core/documents/renderWord.ts'
import { manyScripts } from '../fixtures/manyScripts.ts'
import { sampleAssets } from '../fixtures/sampleAssets.ts'
import { sampleRecord } from '../fixtures/sampleRecord.ts'
import { firstMissing, readingTexts } from '../unit/documents/wordReading.ts'

const tools = ['soffice', 'pdftotext', 'pdfinfo'].every(
  (tool) => spawnSync(tool, ['--version']).error === undefined,
)
if (!tools) console.warn('skipped: LibreOffice or poppler-utils is not there to open Word documents')

const folder = mkdtempSync(join(tmpdir(), 'afterword-word-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The pages that LibreOffice makes of a document: their text and what the PDF says of itself. */
function asLibreOfficeReadsIt(docx: Uint8Array, name: string): { text: string; info: string } {
  const path = join(folder, `${name}.docx`)
  writeFileSync(path, docx)
  const profile = `-env:UserInstallation=file://${folder}/profile`
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path], {
    stdio: 'pipe',
  })
  const pdf = join(folder, `${name}.pdf`)
  if (!existsSync(pdf)) throw new Error(`LibreOffice could not open ${name}.docx`)
  return {
    text: execFileSync('pdftotext', ['-raw', '-nopgbrk', pdf, '-'], { encoding: 'utf8' }),
    info: execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }),
  }
}

/** Words whose letters every machine has fonts for, and that are read in the order in which they stand. */
function latinWords(texts: string[]): string[] {
  return texts
    .flatMap((text) => text.split(/\s+/u))
    .filter((word) => /^[\u0020-\u024f\u2010-\u2026]+$/u.test(word))
}

describe.skipIf(!tools)('LibreOffice and a Word document (skipped where it is not installed)', () => {
  it('shows every word of the review in its order, head and foot on each page, and its title', async () => {
    const document = buildReviewDocument(sampleRecord())
    const { text, info } = asLibreOfficeReadsIt(await renderWord(document, sampleAssets()), 'sample')
    const pages = Number(/Pages:\s+(\d+)/.exec(info)?.[1])
    expect(pages).toBeGreaterThan(8)
    expect(info).toContain('REV-2026-0007 Card payments declined')
    for (const page of [1, 2, pages]) expect(text).toContain(`Page ${page} of ${pages}`)
    expect(text.match(/Pack PK-7QD2-M4XH/g)).toHaveLength(pages)
    // a word that a page ends in has head and foot between its halves; taking them out joins it again
    const body = text
      .replace(/^Pack PK-7QD2-M4XH · exported .*$/gmu, '')
      .replace(/^Page \d+ of \d+$/gmu, '')
      .replace(/^REV-2026-0007\s+Card payments.*$/gmu, (line, at) => (at < 400 ? line : ''))
    // labels are set in capitals
    const words = latinWords(readingTexts(document)).map((word) => word.toLowerCase())
    expect(firstMissing(words, body.toLowerCase())).toBeUndefined()
  })

  it('opens a draft in many scripts, to its last word', async () => {
    const document = buildReviewDocument({ ...manyScripts(), status: 'draft' })
    const { text, info } = asLibreOfficeReadsIt(await renderWord(document, sampleAssets()), 'scripts')
    expect(Number(/Pages:\s+(\d+)/.exec(info)?.[1])).toBeGreaterThan(9)
    // Which letters are shown depends on the fonts of the machine; Latin words keep together among those of any script.
    for (const words of ['db-primary-a.example.org', 'TTL=43200', 'UTC+1']) expect(text).toContain(words)
    expect(text).toContain(sampleRecord().audit.at(-1)?.hash)
  })

  it('opens a document of hostile text', async () => {
    const record = sampleRecord()
    const hostile = `<w:p> & ]]> "quotes" \u0007 \ud800 ${'x'.repeat(5000)} end-of-title`
    record.content.review.title = hostile
    record.content.sections = [
      { id: 'x', title: hostile, markdown: `${hostile}\n\n| a | ${'y'.repeat(900)} |\n|-|-|\n| b | c |\n` },
    ]
    const { text } = asLibreOfficeReadsIt(
      await renderWord(buildReviewDocument(record), sampleAssets()),
      'hostile',
    )
    expect(text).toContain('<w:p> & ]]> "quotes"')
    expect(text).toContain('end-of-title')
  })
})
