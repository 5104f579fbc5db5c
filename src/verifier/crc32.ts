const tables = makeTables()

/** CRC-32 of ISO 3309, as ZIP has it (APPNOTE 4.4.7); `before` is the checksum of the bytes before these. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  let at = 0
  const [t0, t1, t2, t3] = tables
  for (const end = bytes.length - 3; at < end; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    crc = t3![crc & 0xff]! ^ t2![(crc >>> 8) & 0xff]! ^ t1![(crc >>> 16) & 0xff]! ^ t0![crc >>> 24]!
  }
  for (; at < bytes.length; at++) crc = t0![(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}

/** Four tables, so that four bytes go in one step. */
function makeTables(): Int32Array[] {
  const first = new Int32Array(256)
  for (let value = 0; value < 256; value++) {
    let crc = value
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    first[value] = crc
  }
  const all = [first]
  for (let step = 1; step < 4; step++) {
    const previous = all[step - 1]!
    all.push(previous.map((crc) => (crc >>> 8) ^ first[crc & 0xff]!))
  }
  return all
}
