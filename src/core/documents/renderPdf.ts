import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { AfterwordError } from '#shared/errors.ts'
import { loadFigures, type ShownFigure } from './figures.ts'
import { uprightBy } from './jpegOrientation.ts'
import type { DocumentAssets, DocumentAttachment, ReviewDocument } from './model.ts'
import type { PdfAnswer, PdfJob, PdfPicture } from './pdfJob.ts'
import { fontFolder, layoutFolder } from './resources.ts'
import { workerFile } from './workerFile.ts'

export interface PdfOptions {
  paper?: 'a4' | 'letter'
  /** Words across every page; a draft has its own even without. */
  watermark?: string
}

/** The files embedded into one PDF stand in memory while it is set; more than this belongs into a pack. */
export const maxEmbeddedBytes = 256_000_000

/**
 * The document as PDF/A-3a (ISO 19005-3; a target, judged by no validator here): tagged, outlined, with its attachments
 * embedded. The same document and assets give the same bytes. Runs in a thread of its own.
 * @throws AfterwordError as {@link pdfJob}; `cancelled`; `internal` where a layout cannot be set.
 */
export async function renderPdf(
  document: ReviewDocument,
  assets: DocumentAssets,
  options: PdfOptions & { signal?: AbortSignal } = {},
): Promise<Uint8Array> {
  const answer = await runJob(await pdfJob(document, assets, options), options.signal)
  if ('error' in answer) throw pdfFailed(answer.error)
  return answer.pdf
}

export function pdfFailed(why: string): AfterwordError {
  return new AfterwordError('internal', `The PDF could not be set: ${why}`)
}

/**
 * All that setting the document takes, for `setPdf` in a thread.
 * @throws AfterwordError `invalid-input` for attachments of one name, too large or unreadable; `not-found` for fonts or
 * layout.
 */
export async function pdfJob(
  document: ReviewDocument,
  assets: DocumentAssets,
  options: PdfOptions = {},
): Promise<PdfJob> {
  await checkAttachments(assets.attachments)
  const figures = await loadFigures(document, assets)
  return {
    document,
    figures: [...figures].map(([number, figure]) => [
      number,
      typeof figure === 'string' ? figure : picture(figure),
    ]),
    attachments: assets.attachments,
    paper: options.paper ?? 'a4',
    watermark: options.watermark ?? (document.meta.status === 'draft' ? 'Draft' : null),
    fonts: fontFolder(),
    layout: layoutFolder(),
  }
}

async function checkAttachments(attachments: DocumentAttachment[]): Promise<void> {
  const names = new Set<string>()
  let total = 0
  for (const { name, content } of attachments) {
    if (name === '' || /[/\\\p{Cc}]/u.test(name))
      throw new AfterwordError('invalid-input', `“${name}” cannot be the name of an embedded file.`)
    if (names.has(name))
      throw new AfterwordError('invalid-input', `Two embedded files are named “${name}”. Rename one of them.`)
    names.add(name)
    total += 'bytes' in content ? content.bytes.length : await sizeOf(name, content.path)
  }
  if (total > maxEmbeddedBytes)
    throw new AfterwordError(
      'invalid-input',
      `The files to embed have ${Math.ceil(total / 1e6)} MB together; a PDF takes at most ${maxEmbeddedBytes / 1e6} MB. Export a pack, or embed fewer files.`,
    )
}

async function sizeOf(name: string, path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    throw new AfterwordError('invalid-input', `The file to embed as “${name}” cannot be read.`)
  }
}

/** Pixels are taken as 1/96 inch. */
function picture(figure: ShownFigure): PdfPicture {
  const { bytes, mediaType, width, height, orientation } = figure
  const { mirrored, degrees } = uprightBy(orientation)
  return { bytes, mediaType, width: width * 0.75, height: height * 0.75, mirrored, turned: degrees }
}

function runJob(job: PdfJob, signal: AbortSignal | undefined): Promise<PdfAnswer> {
  return new Promise((resolve, reject) => {
    const cancelled = () => new AfterwordError('cancelled', 'The PDF was cancelled.')
    if (signal?.aborted) return reject(cancelled())
    const worker = new Worker(workerFile('renderPdfWorker', import.meta.dirname), {
      workerData: job,
      execArgv: [],
    })
    const end = () => {
      signal?.removeEventListener('abort', abort)
      void worker.terminate()
    }
    const abort = () => {
      end()
      reject(cancelled())
    }
    signal?.addEventListener('abort', abort)
    worker.once('message', (answer: PdfAnswer) => {
      end()
      resolve(answer)
    })
    worker.once('error', (error) => {
      end()
      reject(error)
    })
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', abort)
      reject(new AfterwordError('internal', `The PDF could not be set: its thread ended with code ${code}.`))
    })
  })
}
