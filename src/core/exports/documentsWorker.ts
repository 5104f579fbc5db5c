import { parentPort, workerData } from 'node:worker_threads'
import type { CallError } from '#shared/contract/envelope.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { AfterwordError } from '#shared/errors.ts'
import { buildReviewDocument } from '../documents/build/buildReviewDocument.ts'
import type {
  DocumentAssets,
  DocumentAttachment,
  DocumentMeta,
  ExhibitPaths,
  LoadedImage,
  ReviewDocument,
} from '../documents/model.ts'
import { renderHtml } from '../documents/renderHtml.ts'
import { type PdfOptions, pdfFailed, pdfJob } from '../documents/renderPdf.ts'
import { renderWord } from '../documents/renderWord.ts'
import type { FieldOptions } from '../signing/pades-field.ts'
import { transferable } from '../transferable.ts'

/** The record and its page, for the life of the thread. */
export interface DocumentsOf {
  record: ReviewRecord
  paper: 'a4' | 'letter'
  watermark: string | null
}

export type DocumentsOrder =
  | { kind: 'meta' }
  /** With a field for a signature, where one is asked for. */
  | { kind: 'pdf'; attachments: DocumentAttachment[]; field: FieldOptions | undefined }
  | { kind: 'word' }
  | { kind: 'html'; exhibitPaths: ExhibitPaths | undefined }
  /** Another document than the record's. */
  | { kind: 'otherPdf'; document: ReviewDocument }
  /** What was asked for by `needs`. */
  | { kind: 'image'; image: LoadedImage | undefined }

/**
 * `needs` comes before the answer itself and asks for an image, by the id of its evidence. `length` is how many of the
 * bytes there are without a field for a signature, which stands at the end.
 */
export type DocumentsAnswer =
  | { needs: string }
  | { meta: DocumentMeta }
  | { bytes: Uint8Array; length: number }
  | { text: string }
  | { error: CallError }

/** Builds the document of one record and sets it, order by order: both may take their time and their memory. */
const { record, paper, watermark } = workerData as DocumentsOf
const page = { paper, ...(watermark === null ? {} : { watermark }) }
let document: ReviewDocument | undefined
let take: (image: LoadedImage | undefined) => void = () => undefined

const image: DocumentAssets['image'] = (id) =>
  new Promise((resolve) => {
    take = resolve
    parentPort?.postMessage({ needs: id } satisfies DocumentsAnswer)
  })

async function pdf(of: ReviewDocument, assets: DocumentAssets, options: PdfOptions): Promise<Uint8Array> {
  const { setPdf } = await import('../documents/typst.ts')
  const job = await pdfJob(of, assets, options)
  try {
    return setPdf(job)
  } catch (error) {
    throw pdfFailed(error instanceof Error ? error.message : String(error))
  }
}

function whole(bytes: Uint8Array): DocumentsAnswer {
  return { bytes, length: bytes.length }
}

async function answer(order: Exclude<DocumentsOrder, { kind: 'image' }>): Promise<DocumentsAnswer> {
  document ??= buildReviewDocument(record)
  switch (order.kind) {
    case 'meta':
      return { meta: document.meta }
    case 'pdf': {
      const bytes = await pdf(document, { image, attachments: order.attachments }, page)
      if (!order.field) return whole(bytes)
      const { addSignatureField } = await import('../signing/pades-field.ts')
      return { bytes: await addSignatureField(bytes, order.field), length: bytes.length }
    }
    case 'word':
      return whole(await renderWord(document, { image, attachments: [] }, page))
    case 'html': {
      const { exhibitPaths } = order
      return { text: await renderHtml(document, { image }, exhibitPaths ? { exhibitPaths } : {}) }
    }
    case 'otherPdf':
      return whole(await pdf(order.document, { image, attachments: [] }, {}))
  }
}

parentPort?.on('message', async (order: DocumentsOrder) => {
  if (order.kind === 'image') return take(order.image)
  let answered: DocumentsAnswer
  try {
    answered = await answer(order)
  } catch (error) {
    if (!(error instanceof AfterwordError)) throw error
    answered = { error: error.toCallError() }
  }
  parentPort?.postMessage(answered, 'bytes' in answered ? transferable(answered.bytes) : [])
})
