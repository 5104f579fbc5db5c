import { Inflate } from 'fflate'
import { toLatin1 } from '../der.ts'
import { findAll } from './signature-space.ts'

const MAX_EXPANDED = 256 * 1024 * 1024
const CHUNK = 64 * 1024
const LOOK_BACK = 4096

/**
 * Throws if the streams that a reader must expand to find the objects (ISO 32000-2, 7.5.7 and 7.5.8) would expand
 * beyond 256 MiB, or could hide how far they expand. Streams of content are not expanded here.
 */
export function boundObjectStreams(pdf: Uint8Array): void {
  let expanded = 0
  for (const at of findAll(pdf, 'stream')) {
    if (toLatin1(pdf.subarray(Math.max(0, at - 3), at)) === 'end') continue
    const before = toLatin1(pdf.subarray(Math.max(0, at - LOOK_BACK), at))
    const dictionary = plainNames(before.slice(before.lastIndexOf(' obj') + 1))
    if (!/\/(?:ObjStm|XRef)/.test(dictionary)) continue
    if ((dictionary.match(/Flate|Fl\b|LZW|RunLength/g) ?? []).length > 1) {
      throw new Error('an object stream is packed more than once')
    }
    const start = pdf[at + 6] === 13 ? at + 8 : at + 7
    expanded += expandedSize(pdf.subarray(start), MAX_EXPANDED - expanded)
  }
}

/** Names may spell any letter as `#` and two digits (ISO 32000-2, 7.3.5), so that `/Obj#53tm` is one too. */
function plainNames(dictionary: string): string {
  return dictionary.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
}

/** How many octets zlib data expands to; throws beyond the limit. What is no zlib data counts nothing. */
function expandedSize(data: Uint8Array, limit: number): number {
  let size = 0
  let ended = false
  const inflate = new Inflate((part, final) => {
    size += part.length
    ended ||= final
  })
  try {
    for (let at = 2; at < data.length && !ended && size <= limit; at += CHUNK) {
      inflate.push(data.subarray(at, at + CHUNK))
    }
  } catch {
    // not deflated, or at its end: the reader of the objects says what is wrong with it
  }
  if (size > limit) throw new Error('its objects expand beyond measure')
  return size
}
