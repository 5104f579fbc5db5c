import { crc32, deflateRawSync } from 'node:zlib'

/** A file of a hand-made archive; every field can lie. */
export interface RawEntry {
  name: string | Uint8Array
  data: Uint8Array
  deflate?: boolean
  packed?: Uint8Array
  size?: number
  crc?: number
  flags?: number
  method?: number
  extra?: Uint8Array
  external?: number
  madeBy?: number
  comment?: Uint8Array
  /** What the local header says instead. */
  local?: { name?: string; size?: number; crc?: number; method?: number }
  /** Bytes before the local header. */
  before?: Uint8Array
  /** Another entry's header, instead of an own one. */
  offset?: number
}

/** Writes archives that no honest writer would write. */
export function rawZip(
  entries: RawEntry[],
  end: { count?: number; comment?: string; before?: Uint8Array } = {},
): Uint8Array {
  const body: Uint8Array[] = []
  const central: Uint8Array[] = []
  let at = 0
  const push = (list: Uint8Array[], bytes: Uint8Array) => {
    list.push(bytes)
    if (list === body) at += bytes.length
  }
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string)
    const packed = entry.packed ?? (entry.deflate ? deflateRawSync(entry.data) : entry.data)
    const size = entry.size ?? entry.data.length
    const crc = entry.crc ?? crc32(entry.data)
    const method = entry.method ?? (entry.deflate ? 8 : 0)
    const flags = entry.flags ?? 0x800
    const extra = entry.extra ?? new Uint8Array()
    push(body, entry.before ?? new Uint8Array())
    const offset = entry.offset ?? at
    if (entry.offset === undefined) {
      const localName = entry.local?.name === undefined ? name : Buffer.from(entry.local.name)
      const header = Buffer.alloc(30)
      header.writeUInt32LE(0x04034b50, 0)
      header.writeUInt16LE(20, 4)
      header.writeUInt16LE(flags, 6)
      header.writeUInt16LE(entry.local?.method ?? method, 8)
      header.writeUInt16LE(0x21, 12)
      header.writeUInt32LE(entry.local?.crc ?? crc, 14)
      header.writeUInt32LE(packed.length, 18)
      header.writeUInt32LE(entry.local?.size ?? size, 22)
      header.writeUInt16LE(localName.length, 26)
      header.writeUInt16LE(extra.length, 28)
      for (const part of [header, localName, extra, packed]) push(body, part)
    }
    const line = Buffer.alloc(46)
    line.writeUInt32LE(0x02014b50, 0)
    line.writeUInt16LE(entry.madeBy ?? 20, 4)
    line.writeUInt16LE(20, 6)
    line.writeUInt16LE(flags, 8)
    line.writeUInt16LE(method, 10)
    line.writeUInt16LE(0x21, 14)
    line.writeUInt32LE(crc, 16)
    line.writeUInt32LE(packed.length, 20)
    line.writeUInt32LE(size, 24)
    line.writeUInt16LE(name.length, 28)
    line.writeUInt16LE(extra.length, 30)
    line.writeUInt16LE(entry.comment?.length ?? 0, 32)
    line.writeUInt32LE((entry.external ?? 0) >>> 0, 38)
    line.writeUInt32LE(offset, 42)
    for (const part of [line, name, extra, entry.comment ?? new Uint8Array()]) push(central, part)
  }
  push(body, end.before ?? new Uint8Array())
  const directory = Buffer.concat(central)
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(end.count ?? entries.length, 8)
  record.writeUInt16LE(end.count ?? entries.length, 10)
  record.writeUInt32LE(directory.length, 12)
  record.writeUInt32LE(at, 16)
  record.writeUInt16LE(end.comment?.length ?? 0, 20)
  return Buffer.concat([...body, directory, record, Buffer.from(end.comment ?? '')])
}
