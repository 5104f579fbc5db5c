import type { ByteSource } from './byteSource.ts'
import { Fields, flags, nameProblem, signatures, ZipError } from './zip-structure.ts'

/** One file of an archive, as the central directory describes it. */
export interface ZipEntry {
  name: string
  method: 'store' | 'deflate'
  crc32: number
  compressedSize: number
  size: number
  /** Where its local header stands. */
  headerOffset: number
  flags: number
  versionMadeBy: number
  versionNeeded: number
  /** DOS date and time, as they stand there. */
  time: number
  date: number
  internalAttributes: number
  externalAttributes: number
}

export interface Directory {
  entries: ZipEntry[]
  /** Where the central directory begins: the end of the last entry. */
  offset: number
}

const MAX_DIRECTORY = 32 * 2 ** 20
const END = 22
const END64 = 56
const LOCATOR64 = 20
const FULL16 = 0xffff
const FULL32 = 0xffffffff

/** Reads the end records and the central directory (APPNOTE 4.3.12 to 4.3.16). Throws ZipError. */
export async function readDirectory(source: ByteSource, maxEntries: number): Promise<Directory> {
  const end = await readEnd(source)
  if (end.count > maxEntries) {
    throw new ZipError(`The archive claims ${end.count} files; at most ${maxEntries} are read.`)
  }
  if (end.size > MAX_DIRECTORY) throw new ZipError('The table of contents of the archive is too large.')
  if (end.offset + end.size !== end.position) {
    throw new ZipError(
      'The table of contents does not end where the archive says: bytes were added or removed.',
    )
  }
  const fields = new Fields(await source.read(end.offset, end.size))
  const entries: ZipEntry[] = []
  for (let index = 0; index < end.count; index++) entries.push(readCentral(fields, index))
  if (fields.left > 0) throw new ZipError('The table of contents holds more than the files it counts.')
  const names = new Set<string>()
  for (const { name } of entries) {
    if (names.has(name)) throw new ZipError(`Two files in the archive have the name “${name}”.`, name)
    names.add(name)
  }
  return { entries, offset: end.offset }
}

interface End {
  count: number
  size: number
  offset: number
  /** Where the first of the end records stands. */
  position: number
}

async function readEnd(source: ByteSource): Promise<End> {
  if (source.size < END) throw new ZipError('The file is no ZIP archive: it is too short.')
  const position = source.size - END
  const fields = new Fields(await source.read(position, END))
  if (fields.u32() !== signatures.end) {
    throw new ZipError(
      'The file does not end as a ZIP archive: it is cut off, something follows it, or it is none.',
    )
  }
  const [disk, directoryDisk, onDisk, count] = [fields.u16(), fields.u16(), fields.u16(), fields.u16()]
  const [size, offset, comment] = [fields.u32(), fields.u32(), fields.u16()]
  if (comment !== 0) throw new ZipError('The archive is cut off, or has a comment.')
  if (disk !== 0 || directoryDisk !== 0 || onDisk !== count) {
    throw new ZipError('The archive is spread over several files.')
  }
  const end = { count, size, offset, position }
  const large = await readEnd64(source, position)
  if (!large) {
    if (count === FULL16 || size === FULL32 || offset === FULL32) {
      throw new ZipError('The archive is large, but its record of large sizes is missing.')
    }
    return end
  }
  const agrees =
    (count === FULL16 || count === large.count) &&
    (size === FULL32 || size === large.size) &&
    (offset === FULL32 || offset === large.offset)
  if (!agrees) throw new ZipError('The two end records of the archive contradict each other.')
  return large
}

async function readEnd64(source: ByteSource, endPosition: number): Promise<End | undefined> {
  const locatorPosition = endPosition - LOCATOR64
  if (locatorPosition < 0) return undefined
  const locator = new Fields(await source.read(locatorPosition, LOCATOR64))
  if (locator.u32() !== signatures.locator64) return undefined
  const [disk, position, disks] = [locator.u32(), locator.u64(), locator.u32()]
  if (disk !== 0 || disks !== 1 || position + END64 !== locatorPosition) {
    throw new ZipError('The record of large sizes does not stand where the archive says.')
  }
  const fields = new Fields(await source.read(position, END64))
  if (fields.u32() !== signatures.end64 || fields.u64() !== END64 - 12) {
    throw new ZipError('The record of large sizes is damaged.')
  }
  fields.bytes(4)
  const [own, directoryDisk, onDisk, count] = [fields.u32(), fields.u32(), fields.u64(), fields.u64()]
  if (own !== 0 || directoryDisk !== 0 || onDisk !== count) {
    throw new ZipError('The archive is spread over several files.')
  }
  return { count, size: fields.u64(), offset: fields.u64(), position }
}

function readCentral(fields: Fields, index: number): ZipEntry {
  const place = `File ${index + 1} of the archive`
  if (fields.left < 46 || fields.u32() !== signatures.central) {
    throw new ZipError(`${place}: its line in the table of contents is damaged.`)
  }
  const [versionMadeBy, versionNeeded, flagBits, method] = [
    fields.u16(),
    fields.u16(),
    fields.u16(),
    fields.u16(),
  ]
  const [time, date, crc32] = [fields.u16(), fields.u16(), fields.u32()]
  const sizes = { compressedSize: fields.u32(), size: fields.u32() }
  const [nameLength, extraLength, commentLength, disk] = [
    fields.u16(),
    fields.u16(),
    fields.u16(),
    fields.u16(),
  ]
  const [internalAttributes, externalAttributes, headerOffset] = [fields.u16(), fields.u32(), fields.u32()]
  const name = readName(fields.bytes(nameLength), flagBits, place)
  const extra = fields.bytes(extraLength)
  if (commentLength !== 0) throw new ZipError(`“${name}” has a comment, which no signature covers.`, name)
  if (disk !== 0) throw new ZipError(`“${name}” stands in another file.`, name)
  refuseKinds(name, flagBits, versionMadeBy, externalAttributes)
  const large = readExtra64(extra, [sizes.size, sizes.compressedSize, headerOffset], name)
  return {
    name,
    method: readMethod(method, name),
    crc32,
    size: large[0]!,
    compressedSize: large[1]!,
    headerOffset: large[2]!,
    flags: flagBits,
    versionMadeBy,
    versionNeeded,
    time,
    date,
    internalAttributes,
    externalAttributes,
  }
}

/** A name in UTF-8 that stays in its folder. Throws ZipError. */
export function readName(bytes: Uint8Array, flagBits: number, place: string): string {
  let name: string
  try {
    name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new ZipError(`${place} has a name that is not UTF-8.`)
  }
  const problem = nameProblem(name)
  if (problem) throw new ZipError(`${place} (${JSON.stringify(name.slice(0, 200))}) ${problem}.`, name)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (!(flagBits & flags.utf8) && !/^[\u0000-\u007f]*$/.test(name)) {
    throw new ZipError(`${place} (“${name}”) does not say in which encoding its name stands.`, name)
  }
  return name
}

/** The values that a ZIP64 extra field (APPNOTE 4.5.3) gives in place of saturated ones. Throws ZipError. */
export function readExtra64(extra: Uint8Array, values: number[], name: string): number[] {
  const saturated = values.some((value) => value === FULL32)
  if (extra.length === 0) {
    if (saturated) throw new ZipError(`“${name}” is large, but its size is missing.`, name)
    return values
  }
  const fields = new Fields(extra)
  if (extra.length < 4 || fields.u16() !== 1 || fields.u16() !== extra.length - 4) {
    throw new ZipError(`“${name}” carries data beside the file, which no signature covers.`, name)
  }
  const read = values.map((value) => {
    if (value !== FULL32) return value
    if (fields.left < 8) throw new ZipError(`“${name}” is large, but its size is missing.`, name)
    return fields.u64()
  })
  if (fields.left > 0) throw new ZipError(`“${name}” names its size twice.`, name)
  return read
}

function readMethod(method: number, name: string): ZipEntry['method'] {
  if (method === 0) return 'store'
  if (method === 8) return 'deflate'
  throw new ZipError(`“${name}” is packed in a way that is not read (method ${method}).`, name)
}

function refuseKinds(name: string, flagBits: number, madeBy: number, external: number): void {
  if (flagBits & flags.encrypted || flagBits & 0x2040) {
    throw new ZipError(`“${name}” is encrypted; what is in it cannot be judged.`, name)
  }
  if (flagBits & ~(flags.descriptor | flags.utf8 | 0x6)) {
    throw new ZipError(`“${name}” is packed in a way that is not read (flags ${flagBits}).`, name)
  }
  const unixKind = (external >>> 16) & 0xf000
  if (madeBy >> 8 === 3 && unixKind !== 0 && unixKind !== 0x8000) {
    throw new ZipError(`“${name}” is a link or a device, not a file.`, name)
  }
}
