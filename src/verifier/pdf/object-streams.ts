import { Inflate } from 'fflate'
import { toLatin1 } from '../der.ts'
import { findAll } from './signature-space.ts'

const MAX_EXPANDED = 256 * 1024 * 1024
const MAX_OBJECTS = 1_000_000
const MAX_DICTIONARY = 1024 * 1024
const CHUNK = 64 * 1024
/** Within these octets a dictionary may hold the word `stream` in a text of its own. */
const NEAR = 1024

/**
 * Throws if the streams that a reader must expand to find the objects (ISO 32000-2, 7.5.7 and 7.5.8) would expand
 * beyond 256 MiB, name more objects than they hold or anyone has, or could hide how far they go. Streams of content are
 * not expanded here.
 */
export function boundObjectStreams(pdf: Uint8Array): void {
  let expanded = 0
  let objects = 0
  let looked = 0
  let object = -1
  for (const at of findAll(pdf, 'stream')) {
    if (toLatin1(pdf.subarray(Math.max(0, at - 3), at)) === 'end') continue
    const nearest = lastObject(pdf, looked, at)
    looked = at
    if (nearest < 0 && (object < 0 || at - object > NEAR)) continue
    if (nearest >= 0) object = nearest
    if (at - object > MAX_DICTIONARY) continue
    const dictionary = plainNames(toLatin1(pdf.subarray(object, at)))
    if (/\/Type\s*\d/.test(dictionary)) throw new Error('a stream does not say what it is')
    const kind = /\/(ObjStm|XRef)/.exec(dictionary)?.[1]
    if (kind === undefined) continue
    if ((dictionary.match(/Flate|Fl\b|LZW|RunLength/g) ?? []).length > 1) {
      throw new Error('an object stream is packed more than once')
    }
    const start = pdf[at + 6] === 13 ? at + 8 : at + 7
    expanded += expandedSize(pdf.subarray(start), MAX_EXPANDED - expanded)
    objects += kind === 'XRef' ? entriesOf(dictionary) : Math.max(0, ...numbersOf(dictionary, 'N'))
    if (objects > MAX_OBJECTS) throw new Error('it names more objects than can be read')
  }
}

/** Where the last object before `at` begins, or less than 0 where none does from `from` on. */
function lastObject(pdf: Uint8Array, from: number, at: number): number {
  for (let place = at - 3; place >= from; place--) {
    if (pdf[place] === 0x6f && pdf[place + 1] === 0x62 && pdf[place + 2] === 0x6a) return place
  }
  return -1
}

/** A reader takes as many entries as a table names, and as many octets for each, whether they are there or not. */
function entriesOf(dictionary: string): number {
  if (numbersOf(dictionary, 'W').some((width) => width > 8))
    throw new Error('its table of objects is too wide')
  const index = numbersOf(dictionary, 'Index').filter((_, place) => place % 2 === 1)
  return sum(index) + Math.max(0, ...numbersOf(dictionary, 'Size'))
}

/** The numbers that a key has, alone or in a list; each must stand there itself. */
function numbersOf(dictionary: string, key: string): number[] {
  const values = dictionary.matchAll(new RegExp(`/${key}(?![A-Za-z])([^/>]*)`, 'g'))
  return [...values].flatMap(([, value]) => {
    const parts = value!.split(/[\s[\]]+/).filter((part) => part !== '')
    if (parts.some((part) => !/^\d{1,10}$/.test(part)))
      throw new Error('its table of objects hides its length')
    return parts.map(Number)
  })
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
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
