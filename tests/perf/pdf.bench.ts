/** A long review as PDF by Typst, beside LibreOffice converting our own Word document of it, per page. `--times 100`. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PDFDocument } from 'pdf-lib'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import type { DocumentAssets } from '#core/documents/model.ts'
import { renderPdf } from '#core/documents/renderPdf.ts'
import { renderWord } from '#core/documents/renderWord.ts'
import { largeRecord } from '../fixtures/largeRecord.ts'
import type { BenchRow } from './bench.ts'
import { option, rounded } from './figures.ts'

const assets: DocumentAssets = { image: async () => undefined, attachments: [] }

export async function measure(args: string[]): Promise<BenchRow[]> {
  const record = largeRecord(option(args, 'times', 100))
  const folder = mkdtempSync(join(tmpdir(), 'afterword-pdf-'))
  try {
    const document = buildReviewDocument(record)
    await renderPdf(buildReviewDocument(largeRecord(1)), assets)
    const started = performance.now()
    const pdf = await renderPdf(document, assets)
    const ours = performance.now() - started
    const docx = join(folder, 'review.docx')
    writeFileSync(docx, await renderWord(document, assets))
    const from = performance.now()
    await promisify(execFile)('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, docx])
    const theirs = performance.now() - from
    const pages = await pagesOf(pdf)
    const theirPages = await pagesOf(readFileSync(join(folder, 'review.pdf')))
    return [
      { what: 'pages by Typst', value: pages, unit: '', goal: null },
      { what: 'Typst', value: rounded(ours / pages), unit: 'ms a page', goal: null },
      { what: 'LibreOffice', value: rounded(theirs / theirPages), unit: 'ms a page', goal: null },
      {
        what: 'Typst against LibreOffice',
        value: rounded(ours / pages / (theirs / theirPages)),
        unit: '×',
        goal: 0.4,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function pagesOf(pdf: Uint8Array): Promise<number> {
  return (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount()
}
