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
import type { BenchRow } from './benchTable.ts'
import { median, option, rounded, spread } from './figures.ts'

const assets: DocumentAssets = { image: async () => undefined, attachments: [] }

export async function measure(args: string[]): Promise<BenchRow[]> {
  const record = largeRecord(option(args, 'times', 100))
  const folder = mkdtempSync(join(tmpdir(), 'afterword-pdf-'))
  try {
    const document = buildReviewDocument(record)
    await renderPdf(buildReviewDocument(largeRecord(1)), assets)
    const docx = join(folder, 'review.docx')
    writeFileSync(docx, await renderWord(document, assets))
    const ours: number[] = []
    const theirs: number[] = []
    let pdf: Uint8Array = new Uint8Array()
    for (let run = 0; run < option(args, 'runs', 3); run++) {
      const started = performance.now()
      pdf = await renderPdf(document, assets)
      ours.push(performance.now() - started)
      const from = performance.now()
      await convert(docx, folder)
      theirs.push(performance.now() - from)
    }
    const pages = await pagesOf(pdf)
    const theirPages = await pagesOf(readFileSync(join(folder, 'review.pdf')))
    const ratios = ours.map((time, run) => rounded(time / pages / (theirs[run]! / theirPages)))
    return [
      { what: 'pages by Typst', value: pages, unit: '', goal: null },
      { what: 'Typst', value: rounded(median(ours) / pages), unit: 'ms a page', goal: null },
      { what: 'LibreOffice', value: rounded(median(theirs) / theirPages), unit: 'ms a page', goal: null },
      {
        what: 'Typst against LibreOffice',
        value: median(ratios),
        unit: '×',
        goal: 0.4,
        spread: spread(ratios),
      },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function convert(docx: string, folder: string): Promise<void> {
  await promisify(execFile)('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, docx])
}

async function pagesOf(pdf: Uint8Array): Promise<number> {
  return (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount()
}
