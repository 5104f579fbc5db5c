import { writeFile } from 'node:fs/promises'
import { PDFDocument, type PDFFont, StandardFonts } from 'pdf-lib'
import { labelNames } from '#shared/domain/labels.ts'
import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import type { DocumentMeta, ReviewDocument } from '../../documents/model.ts'
import { indexDocument, type Placed } from './indexPages.ts'
import { stampMargin } from './margin.ts'
import { addPages, isForVolume } from './pages.ts'

/** Of the exhibits in one volume together: what pdf-lib can hold in some hundred megabytes. */
const MAX_VOLUME = 24 * 2 ** 20

export interface VolumeOptions {
  exhibits: readonly ExhibitContent[]
  read(exhibit: ExhibitContent): Promise<Uint8Array>
  /** Label, key and title for the pages; its `exportedAt` is the only date in the files. */
  meta: DocumentMeta
  renderIndex(document: ReviewDocument): Promise<Uint8Array>
  /** A path for a finished volume. */
  pathFor(name: string): Promise<string>
  signal: AbortSignal
  onExhibit?: (exhibit: ExhibitContent) => void
}

export interface Volumes {
  files: { name: string; path: string }[]
  /** Every PDF and image, where it stands or why it does not. */
  placed: (Placed & { volume: number })[]
}

/**
 * Merges the exhibits that are PDF documents or images into volumes, in their order, each page stamped with exhibit
 * and Bates number. One volume is in memory at a time. What cannot be merged is named in the index, with the reason.
 */
export async function writeVolumes(options: VolumeOptions): Promise<Volumes> {
  const result: Volumes = { files: [], placed: [] }
  let bates = 0
  let volume: Volume | undefined
  const finish = async () => {
    if (!volume) return
    const name = `exhibit-volume-${String(volume.number).padStart(2, '0')}.pdf`
    const path = await options.pathFor(name)
    await writeFile(path, await volume.finish(options))
    result.files.push({ name, path })
    result.placed.push(...volume.placed.map((placed) => ({ ...placed, volume: volume!.number })))
    volume = undefined
  }
  for (const exhibit of options.exhibits) {
    if (!isForVolume(exhibit.mediaType)) continue
    options.signal.throwIfAborted()
    options.onExhibit?.(exhibit)
    const isLarge = exhibit.size > MAX_VOLUME
    if (volume && !isLarge && volume.size + exhibit.size > MAX_VOLUME) await finish()
    volume ??= await Volume.create(result.files.length + 1, options.meta)
    if (isLarge) {
      volume.placed.push({ exhibit, place: `It is larger than ${MAX_VOLUME / 2 ** 20} MB and stays a file.` })
    } else bates = await volume.add(exhibit, await options.read(exhibit), bates)
  }
  await finish()
  return result
}

class Volume {
  readonly number: number
  readonly placed: Placed[] = []
  size = 0
  readonly #meta: DocumentMeta
  readonly #pdf: PDFDocument
  readonly #font: PDFFont

  constructor(number: number, meta: DocumentMeta, pdf: PDFDocument, font: PDFFont) {
    this.number = number
    this.#meta = meta
    this.#pdf = pdf
    this.#font = font
  }

  static async create(number: number, meta: DocumentMeta): Promise<Volume> {
    const pdf = await PDFDocument.create({ updateMetadata: false })
    return new Volume(number, meta, pdf, await pdf.embedFont(StandardFonts.Helvetica))
  }

  /** The last Bates number that was given. */
  async add(exhibit: ExhibitContent, bytes: Uint8Array, last: number): Promise<number> {
    const before = this.#pdf.getPageCount()
    const pages = await addPages(this.#pdf, bytes)
    if (typeof pages === 'string') {
      this.placed.push({ exhibit, place: pages })
      return last
    }
    try {
      for (const [index, page] of pages.entries()) {
        stampMargin(
          page,
          {
            left: `${exhibit.number}  page ${index + 1} of ${pages.length}`,
            middle: labelNames[this.#meta.label],
            right: this.#bates(last + index + 1),
          },
          this.#font,
        )
      }
    } catch {
      while (this.#pdf.getPageCount() > before) this.#pdf.removePage(before)
      this.placed.push({ exhibit, place: 'A page of it cannot be shown.' })
      return last
    }
    this.size += bytes.length
    const first = this.#bates(last + 1)
    const end = last + pages.length
    this.placed.push({ exhibit, place: { first, last: this.#bates(end), pages: pages.length } })
    return end
  }

  async finish({ meta, renderIndex }: VolumeOptions): Promise<Uint8Array> {
    const index = await PDFDocument.load(await renderIndex(indexDocument(meta, this.number, this.placed)), {
      updateMetadata: false,
    })
    const pages = await this.#pdf.copyPages(index, index.getPageIndices())
    const label = labelNames[meta.label]
    for (const [at, page] of pages.entries()) {
      this.#pdf.insertPage(at, page)
      stampMargin(page, { left: 'Index', middle: label, right: meta.packId }, this.#font)
    }
    const at = new Date(meta.exportedAt)
    this.#pdf.setTitle(`${meta.key} ${meta.title}: exhibit volume ${this.number}`)
    this.#pdf.setProducer('Afterword')
    this.#pdf.setCreationDate(at)
    this.#pdf.setModificationDate(at)
    return this.#pdf.save({ useObjectStreams: true, addDefaultPage: false })
  }

  /** Key and revision of the review, and a number that runs through all volumes. */
  #bates(number: number): string {
    return `${this.#meta.key}-R${this.#meta.revision}-${String(number).padStart(6, '0')}`
  }
}
