import { crc32, inflateSync } from 'node:zlib'

/** Of the unpacked picture: 16 million pixels of four bytes. */
const MAX_DATA = 64 * 2 ** 20
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Samples a pixel, by colour type (PNG, 3rd edition, 11.2.1). */
const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const depths: Record<number, number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}
/** Start and step of the columns and rows of each pass of Adam7 (8.2). */
const passes = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const

/**
 * A PNG with nothing in it but its picture: header, palette, transparency and data, which was unpacked once and is as
 * long as the header says. A decoder that trusts lengths has nothing to stumble over then. Throws for a damaged file.
 */
export function plainPng(bytes: Uint8Array): Uint8Array {
  const chunks = readChunks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const [header] = chunks
  if (header?.type !== 'IHDR' || header.data.length !== 13) throw new Error('the header is missing')
  const data = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data))
  const expected = dataLength(header.data)
  if (expected > MAX_DATA) throw new Error('it is too large')
  if (inflateSync(data, { maxOutputLength: expected }).length !== expected) throw new Error('it is cut off')
  const kept = (name: string, limit: number) =>
    chunks.filter(({ type, data }) => type === name && data.length <= limit).slice(0, 1)
  return Buffer.concat([
    signature,
    ...[header, ...kept('PLTE', 768), ...kept('tRNS', 256), { type: 'IDAT', data }].map(writeChunk),
    writeChunk({ type: 'IEND', data: Buffer.alloc(0) }),
  ])
}

interface Chunk {
  type: string
  data: Buffer
}

function readChunks(png: Buffer): Chunk[] {
  if (!png.subarray(0, signature.length).equals(signature)) throw new Error('it is no PNG')
  const chunks: Chunk[] = []
  for (let at = signature.length; at < png.length; ) {
    const end = at + 12 + png.readUInt32BE(at)
    if (end > png.length) throw new Error('a part of it is cut off')
    const named = png.subarray(at + 4, end - 4)
    if (crc32(named) !== png.readUInt32BE(end - 4)) throw new Error('a part of it is damaged')
    const type = named.toString('latin1', 0, 4)
    chunks.push({ type, data: named.subarray(4) })
    if (type === 'IEND') return chunks
    at = end
  }
  throw new Error('it has no end')
}

/** How many bytes the picture takes, with a byte a line for its filter. */
function dataLength(header: Buffer): number {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const [depth, colour, compression, filter, interlace] = header.subarray(8)
  const known = depths[colour!]?.includes(depth!) && compression === 0 && filter === 0
  if (!known || width === 0 || height === 0) throw new Error('its form is unknown')
  const size = (columns: number, rows: number) =>
    columns === 0 || rows === 0 ? 0 : rows * (1 + Math.ceil((columns * samples[colour!]! * depth!) / 8))
  if (interlace === 0) return size(width, height)
  if (interlace !== 1) throw new Error('its form is unknown')
  return passes.reduce(
    (sum, [x, stepX, y, stepY]) =>
      sum + size(Math.ceil((width - x) / stepX), Math.ceil((height - y) / stepY)),
    0,
  )
}

function writeChunk({ type, data }: Chunk): Buffer {
  const chunk = Buffer.alloc(data.length + 12)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4)
  return chunk
}
