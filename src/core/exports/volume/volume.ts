import { PDFDocument, type PDFFont, StandardFonts } from 'pdf-lib'
import { labelNames } from '#shared/domain/labels.ts'
import type { DocumentMeta } from '../../documents/model.ts'
import { stampMargin } from './margin.ts'
import { addPages, undoFor } from './pages.ts'

/** One PDF of the pages of several exhibits, each stamped in a margin of its own. */
export class Volume {
  readonly #meta: DocumentMeta
  readonly #pdf: PDFDocument
  readonly #font: PDFFont

  private constructor(meta: DocumentMeta, pdf: PDFDocument, font: PDFFont) {
    this.#meta = meta
    this.#pdf = pdf
    this.#font = font
  }

  static async create(meta: DocumentMeta): Promise<Volume> {
    const pdf = await PDFDocument.create({ updateMetadata: false })
    return new Volume(meta, pdf, await pdf.embedFont(StandardFonts.Helvetica))
  }

  /**
   * Adds an exhibit; its pages are numbered on from `last`. The answer is how many there are, or a sentence that says
   * why there are none.
   */
  async add(exhibit: string, bytes: Uint8Array, last: number): Promise<number | string> {
    const undo = undoFor(this.#pdf)
    const pages = await addPages(this.#pdf, bytes)
    if (typeof pages === 'string') return pages
    try {
      for (const [index, page] of pages.entries()) {
        const stamp = {
          left: `${exhibit}  page ${index + 1} of ${pages.length}`,
          middle: labelNames[this.#meta.label],
          right: batesNumber(this.#meta, last + index + 1),
        }
        stampMargin(page, stamp, this.#font)
      }
      return pages.length
    } catch {
      undo()
      return 'A page of it cannot be shown.'
    }
  }

  /** The whole volume, behind the pages of its index (a PDF). */
  async finish(index: Uint8Array, number: number): Promise<Uint8Array> {
    const { label, packId, key, title, exportedAt } = this.#meta
    const document = await PDFDocument.load(index, { updateMetadata: false })
    const pages = await this.#pdf.copyPages(document, document.getPageIndices())
    for (const [at, page] of pages.entries()) {
      this.#pdf.insertPage(at, page)
      stampMargin(page, { left: 'Index', middle: labelNames[label], right: packId }, this.#font)
    }
    const at = new Date(exportedAt)
    this.#pdf.setTitle(`${key} ${title}: exhibit volume ${number}`)
    this.#pdf.setProducer('Afterword')
    this.#pdf.setCreationDate(at)
    this.#pdf.setModificationDate(at)
    return this.#pdf.save({ useObjectStreams: true, addDefaultPage: false })
  }
}

/** Key and revision of the review, and a number that runs through all volumes. */
export function batesNumber({ key, revision }: DocumentMeta, number: number): string {
  return `${key}-R${revision}-${String(number).padStart(6, '0')}`
}
