import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import type { Call } from '../call.ts'
import { buildReviewDocument } from '../documents/build/buildReviewDocument.ts'
import { maxShownImageBytes } from '../documents/images.ts'
import type { DocumentAssets, DocumentAttachment, ReviewDocument } from '../documents/model.ts'
import { renderHtml } from '../documents/renderHtml.ts'
import { renderPdf } from '../documents/renderPdf.ts'
import { renderWord } from '../documents/renderWord.ts'
import { exhibitFileName } from '../packs/fileNames.ts'
import { readExhibit } from './exhibits.ts'

export interface DocumentOptions {
  record: ReviewRecord
  /** The exhibits that go out; images of others are not shown. */
  exhibits: readonly ExhibitContent[]
  paper: 'a4' | 'letter'
  signal: AbortSignal
}

/** The unsigned renderings of one record. A draft bears a watermark. */
export class Documents {
  readonly document: ReviewDocument
  readonly #call: Call
  readonly #options: DocumentOptions

  constructor(call: Call, options: DocumentOptions) {
    this.#call = call
    this.#options = options
    this.document = buildReviewDocument(options.record)
  }

  pdf(attachments: DocumentAttachment[]): Promise<Uint8Array> {
    return renderPdf(this.document, this.#assets(attachments), this.#page())
  }

  word(): Promise<Uint8Array> {
    return renderWord(this.document, this.#assets([]), this.#page())
  }

  html(exhibitPaths?: ReadonlyMap<string, string>): Promise<string> {
    return renderHtml(this.document, this.#assets([]), exhibitPaths ? { exhibitPaths } : {})
  }

  /** The record of the review, and, for a PDF that goes out alone, the exhibits. */
  async attachments(withExhibits: boolean): Promise<DocumentAttachment[]> {
    const { record, exhibits } = this.#options
    const attachments: DocumentAttachment[] = [
      {
        name: 'review.json',
        content: { bytes: recordBytes(record) },
        mediaType: 'application/json',
        relationship: 'Source',
        description: 'The review as data',
      },
    ]
    for (const exhibit of withExhibits ? exhibits : []) {
      this.#options.signal.throwIfAborted()
      attachments.push({
        name: exhibitFileName(exhibit.number, exhibit.fileName),
        content: { bytes: await readExhibit(this.#call, exhibit) },
        mediaType: exhibit.mediaType,
        relationship: 'Supplement',
        description: `${exhibit.number}: ${exhibit.title}`,
      })
    }
    return attachments
  }

  #page() {
    const { paper, signal, record } = this.#options
    return { paper, signal, ...(record.status === 'draft' ? { watermark: 'DRAFT' } : {}) }
  }

  #assets(attachments: DocumentAttachment[]): DocumentAssets {
    const shown = new Map(this.#options.exhibits.map((exhibit) => [exhibit.id, exhibit]))
    return {
      image: async (id) => {
        const exhibit = shown.get(id)
        if (!exhibit?.mediaType.startsWith('image/') || exhibit.size > maxShownImageBytes) return undefined
        return { bytes: await readExhibit(this.#call, exhibit), mediaType: exhibit.mediaType }
      },
      attachments,
    }
  }
}

/** `data/review.json`. */
export function recordBytes(record: ReviewRecord): Uint8Array {
  return Buffer.from(`${JSON.stringify(record, null, 1)}\n`, 'utf8')
}
