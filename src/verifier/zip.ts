import { type ByteSource, piecesOf } from './byteSource.ts'
import { crc32 } from './crc32.ts'
import { readDirectory, readExtra64, readName, type ZipEntry } from './zip-directory.ts'
import { Fields, flags, signatures, ZipError } from './zip-structure.ts'

export type { ZipEntry } from './zip-directory.ts'
export { ZipError } from './zip-structure.ts'

/** An archive in which every byte belongs to one file, and every file has one reading. */
export interface ZipArchive {
  /** In the order in which they stand in the file. */
  entries: ZipEntry[]
  /** The content in pieces. Throws ZipError if it is not what the archive says, also halfway. */
  open(entry: ZipEntry): AsyncGenerator<Uint8Array>
  /** The content at once; throws ZipError if it is longer than `limit` bytes. */
  readAll(entry: ZipEntry, limit: number): Promise<Uint8Array>
  /** The data as it is packed, whatever its size. */
  readPacked(entry: ZipEntry): Promise<Uint8Array>
}

/** Files of one archive, unless said otherwise. */
export const MAX_ENTRIES = 20_000
/** Packed text of any kind stays below this; what goes beyond it is made to fill the disk. */
const MAX_RATIO = 200
const RATIO_COUNTS_FROM = 8 * 2 ** 20
const MAX_INFLATED = 2 ** 30
/** Deflate grows at most 1032-fold: 16 KiB in are 16 MiB out. */
const PACKED_PIECE = 16 * 1024
const STORED_PIECE = 256 * 1024

/**
 * Reads the structure of a ZIP archive strictly (APPNOTE.TXT): every file's own header says the same as the table of
 * contents, files stand side by side from the first byte to the table without gap or overlap, names stay in their
 * folder and stand once, nothing is encrypted, linked or out of proportion. Throws ZipError, also for more files than
 * `maxEntries`.
 */
export async function readZip(source: ByteSource, maxEntries = MAX_ENTRIES): Promise<ZipArchive> {
  const { entries, offset } = await readDirectory(source, maxEntries)
  const sorted = entries.toSorted((a, b) => a.headerOffset - b.headerOffset)
  refuseBombs(sorted)
  const starts = new Map<ZipEntry, number>()
  let expected = 0
  for (const [index, entry] of sorted.entries()) {
    if (entry.headerOffset !== expected) {
      const where =
        index === 0 ? 'Before the first file' : `Between “${sorted[index - 1]!.name}” and “${entry.name}”`
      const what = entry.headerOffset < expected ? 'two files overlap' : 'stand bytes that belong to no file'
      throw new ZipError(`${where} ${what}.`, entry.name)
    }
    const dataOffset = await checkLocalHeader(source, entry, offset)
    starts.set(entry, dataOffset)
    const next = sorted[index + 1]?.headerOffset ?? offset
    expected = await endOf(source, entry, dataOffset + entry.compressedSize, next)
  }
  if (expected !== offset) throw new ZipError('After the last file stand bytes that belong to no file.')
  const open = (entry: ZipEntry) => openEntry(source, entry, starts.get(entry)!)
  return {
    entries: sorted,
    open,
    readAll: (entry, limit) => readAll(open, entry, limit),
    readPacked: (entry) => source.read(starts.get(entry)!, entry.compressedSize),
  }
}

function refuseBombs(entries: ZipEntry[]): void {
  let inflated = 0
  for (const { name, method, size, compressedSize } of entries) {
    if (method === 'store') {
      if (size !== compressedSize) throw new ZipError(`“${name}” has two sizes.`, name)
      continue
    }
    inflated += size
    if (size > RATIO_COUNTS_FROM && size > compressedSize * MAX_RATIO) {
      throw new ZipError(
        `“${name}” would unpack to more than ${MAX_RATIO} times its size; it is not unpacked.`,
        name,
      )
    }
  }
  if (inflated > MAX_INFLATED) {
    throw new ZipError(`The packed files would unpack to ${inflated} bytes; they are not unpacked.`)
  }
}

/** The local header must say what the table says (APPNOTE 4.3.7). Gives the place of the data. */
async function checkLocalHeader(source: ByteSource, entry: ZipEntry, limit: number): Promise<number> {
  const { name, headerOffset } = entry
  const differs = new ZipError(
    `The header of “${name}” says something else than the table of contents.`,
    name,
  )
  if (headerOffset + 30 > limit) throw new ZipError(`“${name}” is cut off.`, name)
  const fields = new Fields(await source.read(headerOffset, 30))
  if (fields.u32() !== signatures.local) throw new ZipError(`The header of “${name}” is missing.`, name)
  const [version, flagBits, method, time, date] = [
    fields.u16(),
    fields.u16(),
    fields.u16(),
    fields.u16(),
    fields.u16(),
  ]
  const [crc, compressedSize, size] = [fields.u32(), fields.u32(), fields.u32()]
  const [nameLength, extraLength] = [fields.u16(), fields.u16()]
  const dataOffset = headerOffset + 30 + nameLength + extraLength
  if (dataOffset > limit) throw new ZipError(`“${name}” is cut off.`, name)
  const rest = await source.read(headerOffset + 30, nameLength + extraLength)
  const sameForm =
    version === entry.versionNeeded &&
    flagBits === entry.flags &&
    method === (entry.method === 'store' ? 0 : 8) &&
    time === entry.time &&
    date === entry.date &&
    readName(rest.subarray(0, nameLength), flagBits, 'A header of the archive') === name
  if (!sameForm) throw differs
  const [realSize, realCompressed] = readExtra64(rest.subarray(nameLength), [size, compressedSize], name)
  const later = (flagBits & flags.descriptor) !== 0
  const told = crc === entry.crc32 && realSize === entry.size && realCompressed === entry.compressedSize
  if (!told && !(later && crc === 0 && realSize === 0 && realCompressed === 0)) throw differs
  return dataOffset
}

/** Where the entry ends: after its data, or after a data descriptor that agrees (APPNOTE 4.3.9). */
async function endOf(source: ByteSource, entry: ZipEntry, dataEnd: number, next: number): Promise<number> {
  if (!(entry.flags & flags.descriptor)) return dataEnd
  const length = next - dataEnd
  if (![12, 16, 20, 24].includes(length)) return dataEnd
  const fields = new Fields(await source.read(dataEnd, length))
  if (length % 8 === 0 && fields.u32() !== signatures.descriptor) return dataEnd
  const crc = fields.u32()
  const wide = length >= 20
  const compressedSize = wide ? fields.u64() : fields.u32()
  const size = wide ? fields.u64() : fields.u32()
  const agrees = crc === entry.crc32 && compressedSize === entry.compressedSize && size === entry.size
  return agrees ? next : dataEnd
}

async function* openEntry(
  source: ByteSource,
  entry: ZipEntry,
  dataOffset: number,
): AsyncGenerator<Uint8Array> {
  const { name } = entry
  const piece = entry.method === 'store' ? STORED_PIECE : PACKED_PIECE
  const packed = piecesOf(source, dataOffset, entry.compressedSize, piece)
  let length = 0
  let crc = 0
  for await (const bytes of entry.method === 'store' ? packed : inflate(packed, name)) {
    length += bytes.length
    if (length > entry.size) throw new ZipError(`“${name}” unpacks to more than the archive says.`, name)
    crc = crc32(bytes, crc)
    yield bytes
  }
  if (length !== entry.size) throw new ZipError(`“${name}” unpacks to less than the archive says.`, name)
  if (crc !== entry.crc32) throw new ZipError(`“${name}” was changed: its checksum differs.`, name)
}

/** The platform's own inflater; it refuses data that is cut off, damaged or followed by something. */
async function* inflate(packed: AsyncGenerator<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const input = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await packed.next()
      if (done) controller.close()
      else controller.enqueue(Uint8Array.from(value))
    },
  })
  const reader = input.pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } catch (error) {
    if (error instanceof ZipError) throw error
    throw new ZipError(
      `“${name}” cannot be unpacked: its data is damaged, cut off, or something follows it.`,
      name,
    )
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

async function readAll(open: ZipArchive['open'], entry: ZipEntry, limit: number): Promise<Uint8Array> {
  if (entry.size > limit) {
    throw new ZipError(`“${entry.name}” has ${entry.size} bytes; at most ${limit} are read.`, entry.name)
  }
  const whole = new Uint8Array(entry.size)
  let at = 0
  for await (const bytes of open(entry)) {
    whole.set(bytes, at)
    at += bytes.length
  }
  return whole
}
