import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import type { Call } from '../call.ts'
import { maxShownImageBytes } from '../documents/images.ts'
import type { DocumentAttachment, DocumentMeta, LoadedImage, ReviewDocument } from '../documents/model.ts'
import { exhibitFileName } from '../packs/fileNames.ts'
import type { FieldOptions } from '../signing/pades-field.ts'
import { DocumentsThread } from './documentsThread.ts'
import type { DocumentsOrder } from './documentsWorker.ts'
import { readExhibit } from './exhibits.ts'

export interface DocumentOptions {
  record: ReviewRecord
  /** The exhibits that go out; images of others are not shown. */
  exhibits: readonly ExhibitContent[]
  paper: 'a4' | 'letter'
  signal: AbortSignal
}

/** The unsigned renderings of one record, made by a thread that is to be closed. A draft bears a watermark. */
export class Documents {
  readonly #call: Call
  readonly #options: DocumentOptions
  #thread: DocumentsThread | undefined

  constructor(call: Call, options: DocumentOptions) {
    this.#call = call
    this.#options = options
  }

  async meta(): Promise<DocumentMeta> {
    const answer = await this.#ask({ kind: 'meta' })
    if (!('meta' in answer)) throw new TypeError('another answer than the document’s meta data')
    return answer.meta
  }

  /** With an empty field behind the document's own `length` bytes, where a signature is to come. */
  pdf(
    attachments: DocumentAttachment[],
    field?: FieldOptions,
  ): Promise<{ bytes: Uint8Array; length: number }> {
    return this.#file({ kind: 'pdf', attachments, field })
  }

  async word(): Promise<Uint8Array> {
    return (await this.#file({ kind: 'word' })).bytes
  }

  async html(exhibitPaths?: ReadonlyMap<string, string>): Promise<string> {
    const answer = await this.#ask({ kind: 'html', exhibitPaths })
    if (!('text' in answer)) throw new TypeError('another answer than a page')
    return answer.text
  }

  /** A PDF of another document, without images. */
  async otherPdf(document: ReviewDocument): Promise<Uint8Array> {
    return (await this.#file({ kind: 'otherPdf', document })).bytes
  }

  /** Ends the thread, which gives its memory back; another one begins when more is asked for. */
  async close(): Promise<void> {
    await this.#thread?.close()
    this.#thread = undefined
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

  #ask(order: DocumentsOrder) {
    const { record, paper, signal } = this.#options
    const watermark = record.status === 'draft' ? 'DRAFT' : null
    this.#thread ??= new DocumentsThread({ record, paper, watermark }, (id) => this.#image(id), signal)
    return this.#thread.ask(order)
  }

  async #file(order: DocumentsOrder): Promise<{ bytes: Uint8Array; length: number }> {
    const answer = await this.#ask(order)
    if (!('bytes' in answer)) throw new TypeError('another answer than a file')
    return answer
  }

  async #image(id: string): Promise<LoadedImage | undefined> {
    const exhibit = this.#options.exhibits.find((one) => one.id === id)
    if (!exhibit?.mediaType.startsWith('image/') || exhibit.size > maxShownImageBytes) return undefined
    return { bytes: await readExhibit(this.#call, exhibit), mediaType: exhibit.mediaType }
  }
}

/** `data/review.json`. */
export function recordBytes(record: ReviewRecord): Uint8Array {
  return Buffer.from(`${JSON.stringify(record, null, 1)}\n`, 'utf8')
}
