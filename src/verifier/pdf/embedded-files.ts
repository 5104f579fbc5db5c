import { Inflate } from 'fflate'
import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from 'pdf-lib'

export interface EmbeddedFile {
  name: string
  /** The file's octets; throws RangeError if there are more than `limit` (64 MiB unless said). */
  read(limit?: number): Uint8Array
}

const MAX_FILES = 10_000
const MAX_DEPTH = 20
const DEFAULT_LIMIT = 64 * 1024 * 1024
const CHUNK = 64 * 1024

/** The files embedded in a PDF (ISO 32000-2, 7.11.4), in the order of its name tree, at most 10,000. */
export function listEmbeddedFiles(document: PDFDocument): EmbeddedFile[] {
  const names = document.catalog.lookup(PDFName.of('Names'))
  const root = names instanceof PDFDict ? names.lookup(PDFName.of('EmbeddedFiles')) : undefined
  const found: EmbeddedFile[] = []
  collect(root, found, 0)
  return found
}

function collect(node: unknown, found: EmbeddedFile[], depth: number): void {
  if (!(node instanceof PDFDict) || depth > MAX_DEPTH) return
  const kids = node.lookup(PDFName.of('Kids'))
  for (let i = 0; kids instanceof PDFArray && i < kids.size() && found.length < MAX_FILES; i++) {
    collect(kids.lookup(i), found, depth + 1)
  }
  const names = node.lookup(PDFName.of('Names'))
  for (let i = 0; names instanceof PDFArray && i + 1 < names.size() && found.length < MAX_FILES; i += 2) {
    const file = readFile(names.lookup(i + 1))
    if (file) found.push(file)
  }
}

function readFile(specification: unknown): EmbeddedFile | undefined {
  if (!(specification instanceof PDFDict)) return undefined
  const name = specification.lookup(PDFName.of('UF')) ?? specification.lookup(PDFName.of('F'))
  const files = specification.lookup(PDFName.of('EF'))
  const stream =
    files instanceof PDFDict ? (files.lookup(PDFName.of('F')) ?? files.lookup(PDFName.of('UF'))) : undefined
  if (!(stream instanceof PDFRawStream)) return undefined
  return {
    name: name instanceof PDFString || name instanceof PDFHexString ? name.decodeText() : '',
    read: (limit = DEFAULT_LIMIT) => expand(stream, limit),
  }
}

function expand(stream: PDFRawStream, limit: number): Uint8Array {
  const filter = stream.dict.lookup(PDFName.of('Filter'))
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter
  const packed = stream.getContents()
  if (only === undefined || (only instanceof PDFArray && only.size() === 0)) return bounded(packed, limit)
  if (only !== PDFName.of('FlateDecode')) throw new RangeError('the file is packed in an unknown way')
  const parts: Uint8Array[] = []
  let size = 0
  const inflate = new Inflate((part) => {
    size += part.length
    parts.push(part)
  })
  // two octets of zlib header, four of its checksum
  const deflated = packed.subarray(2, Math.max(2, packed.length - 4))
  for (let at = 0; at < deflated.length; at += CHUNK) {
    inflate.push(deflated.subarray(at, at + CHUNK), at + CHUNK >= deflated.length)
    if (size > limit) throw new RangeError('the file is too large')
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function bounded(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes.length > limit) throw new RangeError('the file is too large')
  return bytes
}
