const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const IEND = 0x49454e44

/**
 * Whether a PNG's chunks lie within it, up to its end chunk (ISO/IEC 15948, 5.3). The reader that takes it into a PDF
 * believes every length, and would go on for minutes beyond the end of the file.
 */
export function hasWholeChunks(png: Uint8Array): boolean {
  if (!SIGNATURE.every((byte, index) => png[index] === byte)) return false
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  let at = SIGNATURE.length
  while (at + 12 <= png.length) {
    const length = view.getUint32(at)
    const type = view.getUint32(at + 4)
    at += 12 + length
    if (type === IEND) return at <= png.length
  }
  return false
}
