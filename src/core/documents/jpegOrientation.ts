/** Entries of a directory that are looked at; cameras write some dozens. */
const MAX_ENTRIES = 200

/**
 * How a camera was held, as EXIF tells it (CIPA DC-008, tag 0x0112): 1 to 8, where 1 is upright and the default. 2 and 4
 * are mirrored, 3 stands on its head, 5 to 8 lie on a side. Takes the content of an APP1 segment; 1 for whatever is not
 * understood.
 */
export function exifOrientation(app1: DataView): number {
  // "Exif" and two zeros, then a TIFF file with its own order of bytes
  if (app1.byteLength < 20 || app1.getUint32(0) !== 0x45786966 || app1.getUint16(4) !== 0) return 1
  const tiff = new DataView(app1.buffer, app1.byteOffset + 6, app1.byteLength - 6)
  const order = tiff.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const little = order === 0x4949
  if (tiff.getUint16(2, little) !== 42) return 1
  const directory = tiff.getUint32(4, little)
  if (directory + 2 > tiff.byteLength) return 1
  const count = Math.min(tiff.getUint16(directory, little), MAX_ENTRIES)
  for (let index = 0; index < count; index++) {
    const at = directory + 2 + index * 12
    if (at + 12 > tiff.byteLength) return 1
    if (tiff.getUint16(at, little) !== 0x0112) continue
    const isShort = tiff.getUint16(at + 2, little) === 3 && tiff.getUint32(at + 4, little) === 1
    const value = tiff.getUint16(at + 8, little)
    return isShort && value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** What brings an image as it is stored upright: first mirrored left to right or not, then turned clockwise. */
export function uprightBy(orientation = 1): { mirrored: boolean; degrees: 0 | 90 | 180 | 270 } {
  const degrees = ([0, 0, 180, 180, 270, 90, 90, 270] as const)[orientation - 1] ?? 0
  return { mirrored: [2, 4, 5, 7].includes(orientation), degrees }
}
