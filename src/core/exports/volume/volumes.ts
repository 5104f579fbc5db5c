import { writeFile } from 'node:fs/promises'
import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import type { DocumentMeta, ReviewDocument } from '../../documents/model.ts'
import { indexDocument, type Placed } from './indexPages.ts'
import { isForVolume } from './pages.ts'
import { batesNumber } from './volume.ts'
import { VolumeLost, VolumeThread } from './volumeThread.ts'

/** Of the exhibits in one volume together: what pdf-lib can hold in some hundred megabytes. */
const MAX_VOLUME = 24 * 2 ** 20
/** For one exhibit, and as much again for each of its megabytes (milliseconds). */
const PATIENCE = { each: 15_000, megabyte: 2_000 }
const TOO_MUCH = 'It takes too much time or memory to be merged.'

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
  /** Milliseconds after which an exhibit is left out; by its size, up to about a minute, unless said. */
  patience?: number
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
  let last = 0
  let current: VolumeInWork | undefined
  const finish = async () => {
    if (!current) return
    const { number, placed } = current
    const name = `exhibit-volume-${String(number).padStart(2, '0')}.pdf`
    const path = await options.pathFor(name)
    await writeFile(path, await current.finish())
    await current.close()
    current = undefined
    result.files.push({ name, path })
    result.placed.push(...placed.map((one) => ({ ...one, volume: number })))
  }
  try {
    for (const exhibit of options.exhibits) {
      if (!isForVolume(exhibit.mediaType)) continue
      options.signal.throwIfAborted()
      options.onExhibit?.(exhibit)
      const isLarge = exhibit.size > MAX_VOLUME
      if (current && !isLarge && current.size + exhibit.size > MAX_VOLUME) await finish()
      current ??= new VolumeInWork(result.files.length + 1, options)
      if (isLarge) {
        current.placed.push({
          exhibit,
          place: `It is larger than ${MAX_VOLUME / 2 ** 20} MB.`,
        })
      } else last = await current.add(exhibit, last)
    }
    await finish()
  } finally {
    await current?.close()
  }
  return result
}

class VolumeInWork {
  readonly number: number
  placed: Placed[] = []
  size = 0
  readonly #options: VolumeOptions
  #thread: VolumeThread
  /** What is in it, to be added again where an exhibit takes the whole volume with it. */
  #added: { exhibit: ExhibitContent; last: number }[] = []

  constructor(number: number, options: VolumeOptions) {
    this.number = number
    this.#options = options
    this.#thread = new VolumeThread(options.meta, options.signal)
  }

  /** The last Bates number that was given. */
  async add(exhibit: ExhibitContent, last: number): Promise<number> {
    const { meta } = this.#options
    const pages = await this.#merge(exhibit, last)
    if (typeof pages === 'string') {
      this.placed.push({ exhibit, place: pages })
      if (pages === TOO_MUCH) await this.#startAgain()
      return last
    }
    this.size += exhibit.size
    this.#added.push({ exhibit, last })
    const end = last + pages
    const place = { first: batesNumber(meta, last + 1), last: batesNumber(meta, end), pages }
    this.placed.push({ exhibit, place })
    return end
  }

  async finish(): Promise<Uint8Array> {
    try {
      return await this.#write()
    } catch (error) {
      if (!(error instanceof VolumeLost)) throw error
      for (const { exhibit } of this.#added) this.#leaveOut(exhibit)
      this.#added = []
      await this.#startAgain()
      return this.#write()
    }
  }

  async close(): Promise<void> {
    await this.#thread.close()
  }

  async #write(): Promise<Uint8Array> {
    const { meta, renderIndex } = this.#options
    const index = await renderIndex(indexDocument(meta, this.number, this.placed))
    return this.#thread.finish(index, this.number, this.#patience(this.size))
  }

  async #merge(exhibit: ExhibitContent, last: number): Promise<number | string> {
    const bytes = await this.#options.read(exhibit)
    try {
      return await this.#thread.add(exhibit.number, bytes, last, this.#patience(exhibit.size))
    } catch (error) {
      if (!(error instanceof VolumeLost)) throw error
      return TOO_MUCH
    }
  }

  /** In a new thread; what cannot be added this time is left out as well. */
  async #startAgain(): Promise<void> {
    await this.#thread.close()
    this.#thread = new VolumeThread(this.#options.meta, this.#options.signal)
    for (const one of this.#added) {
      if (typeof (await this.#merge(one.exhibit, one.last)) === 'number') continue
      this.#leaveOut(one.exhibit)
      this.#added = this.#added.filter((other) => other !== one)
      return this.#startAgain()
    }
  }

  #leaveOut(left: ExhibitContent): void {
    this.placed = this.placed.map((one) => (one.exhibit === left ? { ...one, place: TOO_MUCH } : one))
  }

  #patience(size: number): number {
    return this.#options.patience ?? PATIENCE.each + (PATIENCE.megabyte * size) / 2 ** 20
  }
}
