import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { AfterwordError } from '#shared/errors.ts'
import { nameProblem, signatures } from '#verifier/zip-structure.ts'
import { BufferedOutput } from './bufferedOutput.ts'

/** What was written of one file. */
export interface WrittenEntry {
  name: string
  size: number
  /** Of the content, lower-case hex. */
  sha256: string
}

export interface ZipEntrySource {
  name: string
  method: 'store' | 'deflate'
  /** The size that the content will have; a content of another size is refused. */
  size: number
  content: AsyncIterable<Uint8Array>
}

/** Content that somebody else writes into the archive, as it is. */
export interface CopiedEntry {
  name: string
  size: number
  sha256: string
  /** Writes `size` bytes at that place and answers their CRC-32; fails unless they have that size and that SHA-256. */
  copyTo(position: number): Promise<number>
}

interface CentralEntry {
  name: Buffer
  method: number
  crc: number
  compressedSize: number
  size: number
  offset: number
  version: number
}

const FULL16 = 0xffff
const FULL32 = 0xffffffff
/** A file that may grow past 32 bits when it is packed gets 64-bit fields from the start. */
const LARGE = 0xf0000000
const UTF8 = 0x800

/**
 * Writes a ZIP archive (APPNOTE.TXT 6.3.10) into an open file, one entry after the other, in bounded memory. Every
 * byte follows from the names, the contents and `time` (UTC): no clock, no time zone, no attributes of files. Sizes and
 * checksums stand in the local headers, which are filled in afterwards; 64-bit fields only where needed.
 */
export class ZipWriter {
  private readonly file: FileHandle
  private readonly stamp: { time: number; date: number }
  private readonly entries: CentralEntry[] = []
  private readonly names = new Set<string>()
  private readonly out: BufferedOutput
  /** How many bytes there are; those of complete entries do not change any more. */
  get length(): number {
    return this.out.position
  }

  constructor(file: FileHandle, time: Date) {
    this.file = file
    this.out = new BufferedOutput(file)
    this.stamp = dosTime(time)
  }

  /** Adds a file and hashes its content on the way. Throws `invalid-input` for names that no folder takes. */
  async add(source: ZipEntrySource): Promise<WrittenEntry> {
    const entry = await this.begin(source, source.method)
    const hash = createHash('sha256')
    let size = 0
    const counted = count(source.content, (bytes) => {
      size += bytes.length
      entry.crc = crc32(bytes, entry.crc)
      hash.update(bytes)
    })
    const start = this.out.position
    for await (const bytes of source.method === 'store' ? counted : deflate(counted)) {
      await this.out.write(bytes)
    }
    if (size !== source.size) {
      const message = `“${source.name}” has ${size} bytes, not ${source.size}: it was changed while it was read.`
      throw new AfterwordError('conflict', message)
    }
    await this.out.settle()
    await this.end(entry, this.out.position - start)
    return { name: source.name, size, sha256: hash.digest('hex') }
  }

  /** Adds a file whose content is written past this writer. Throws as `add`, and what `copyTo` throws. */
  async addCopied(source: CopiedEntry): Promise<WrittenEntry> {
    const entry = await this.begin(source, 'store')
    await this.out.settle()
    entry.crc = await source.copyTo(this.out.position)
    this.out.skip(source.size)
    await this.end(entry, source.size)
    return { name: source.name, size: source.size, sha256: source.sha256 }
  }

  /** Writes a local header whose sizes and checksum are still missing. */
  private async begin(
    { name, size }: { name: string; size: number },
    method: 'store' | 'deflate',
  ): Promise<CentralEntry> {
    const problem = nameProblem(name)
    if (problem) throw new AfterwordError('invalid-input', `A file of the pack ${problem}: “${name}”.`)
    if (this.names.has(name)) {
      throw new AfterwordError('invalid-input', `Two files of the pack have the name “${name}”.`)
    }
    this.names.add(name)
    const entry: CentralEntry = {
      name: Buffer.from(name, 'utf8'),
      method: method === 'store' ? 0 : 8,
      crc: 0,
      compressedSize: 0,
      size,
      offset: this.out.position,
      version: size >= LARGE ? 45 : 20,
    }
    await this.out.write(this.localHeader(entry))
    return entry
  }

  private async end(entry: CentralEntry, compressedSize: number): Promise<void> {
    entry.compressedSize = compressedSize
    const header = this.localHeader(entry)
    await this.file.write(header, 0, header.length, entry.offset)
    this.entries.push(entry)
  }

  addBytes(name: string, bytes: Uint8Array, method: 'store' | 'deflate'): Promise<WrittenEntry> {
    return this.add({ name, method, size: bytes.length, content: once(bytes) })
  }

  /** Writes the table of contents; the archive is complete then. */
  async finish(): Promise<void> {
    const offset = this.out.position
    for (const entry of this.entries) await this.out.write(this.centralHeader(entry))
    const size = this.out.position - offset
    const count = this.entries.length
    if (count >= FULL16 || size >= FULL32 || offset >= FULL32) {
      const end64 = this.out.position
      await this.out.write(
        fields(
          [signatures.end64, 4],
          [44, 8],
          [45, 2],
          [45, 2],
          [0, 4],
          [0, 4],
          [count, 8],
          [count, 8],
          [size, 8],
          [offset, 8],
        ),
      )
      await this.out.write(fields([signatures.locator64, 4], [0, 4], [end64, 8], [1, 4]))
    }
    const shown = Math.min(count, FULL16)
    await this.out.write(
      fields(
        [signatures.end, 4],
        [0, 2],
        [0, 2],
        [shown, 2],
        [shown, 2],
        [Math.min(size, FULL32), 4],
        [Math.min(offset, FULL32), 4],
        [0, 2],
      ),
    )
    await this.out.settle()
  }

  private localHeader(entry: CentralEntry): Buffer {
    const isLarge = entry.version === 45
    const extra = isLarge
      ? fields([1, 2], [16, 2], [entry.size, 8], [entry.compressedSize, 8])
      : Buffer.alloc(0)
    return Buffer.concat([
      fields(
        [signatures.local, 4],
        ...this.common(entry),
        [isLarge ? FULL32 : entry.compressedSize, 4],
        [isLarge ? FULL32 : entry.size, 4],
        [entry.name.length, 2],
        [extra.length, 2],
      ),
      entry.name,
      extra,
    ])
  }

  private centralHeader(entry: CentralEntry): Buffer {
    const isLarge = entry.version === 45
    const isFar = entry.offset >= FULL32
    const values: Field[] = [
      ...(isLarge
        ? ([
            [entry.size, 8],
            [entry.compressedSize, 8],
          ] satisfies Field[])
        : []),
      ...(isFar ? ([[entry.offset, 8]] satisfies Field[]) : []),
    ]
    const extra = values.length > 0 ? fields([1, 2], [values.length * 8, 2], ...values) : Buffer.alloc(0)
    return Buffer.concat([
      fields(
        [signatures.central, 4],
        [entry.version, 2],
        ...this.common(entry),
        [isLarge ? FULL32 : entry.compressedSize, 4],
        [isLarge ? FULL32 : entry.size, 4],
        [entry.name.length, 2],
        [extra.length, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 4],
        [isFar ? FULL32 : entry.offset, 4],
      ),
      entry.name,
      extra,
    ])
  }

  private common(entry: CentralEntry): Field[] {
    return [
      [entry.version, 2],
      [UTF8, 2],
      [entry.method, 2],
      [this.stamp.time, 2],
      [this.stamp.date, 2],
      [entry.crc, 4],
    ]
  }
}

/** DOS date and time of an instant, in UTC (APPNOTE 4.4.6); ZIP knows the years 1980 to 2107. */
function dosTime(instant: Date): { time: number; date: number } {
  const year = instant.getUTCFullYear()
  if (!(year >= 1980 && year <= 2107)) throw new RangeError(`a pack cannot carry the year ${year}`)
  return {
    time: (instant.getUTCHours() << 11) | (instant.getUTCMinutes() << 5) | (instant.getUTCSeconds() >> 1),
    date: ((year - 1980) << 9) | ((instant.getUTCMonth() + 1) << 5) | instant.getUTCDate(),
  }
}

type Field = [value: number, bytes: 2 | 4 | 8]

function fields(...list: Field[]): Buffer {
  const buffer = Buffer.alloc(list.reduce((sum, [, size]) => sum + size, 0))
  let at = 0
  for (const [value, size] of list) {
    if (size === 8) buffer.writeBigUInt64LE(BigInt(value), at)
    else if (size === 4) buffer.writeUInt32LE(value, at)
    else buffer.writeUInt16LE(value, at)
    at += size
  }
  return buffer
}

async function* count(
  content: AsyncIterable<Uint8Array>,
  see: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of content) {
    see(bytes)
    yield bytes
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function* deflate(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const packer = createDeflateRaw({ level: 6 })
  const source = Readable.from(content, { objectMode: false })
  source.once('error', (error) => packer.destroy(error))
  yield* source.pipe(packer)
}
