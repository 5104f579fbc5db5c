/**
 * A strict reader of DER (ITU-T X.690, clause 10). Signed data has one encoding; whatever is written in another
 * way (indefinite or padded lengths, high tag numbers, bytes left over) is refused rather than interpreted.
 */
export interface Der {
  tag: number
  /** The element with its header. */
  raw: Uint8Array
  content: Uint8Array
}

export class DerError extends Error {
  override name = 'DerError'
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

const MAX_CHILDREN = 10_000

/** Reads bytes that are exactly one element. */
export function readDer(bytes: Uint8Array, tag?: number): Der {
  const element = elementAt(bytes, 0)
  if (element.raw.length !== bytes.length) throw new DerError('bytes follow the element')
  return tag === undefined ? element : expect(element, tag)
}

/** The element at the beginning of bytes that may be longer, such as a signature in its reserved space. */
export function readLeadingDer(bytes: Uint8Array): Der {
  return elementAt(bytes, 0)
}

/** What a constructed element holds; throws if its tag is not the one expected. */
export function childrenOf(element: Der | undefined, tag: number = tags.sequence): Der[] {
  const { content } = expect(element, tag)
  const found: Der[] = []
  for (let at = 0; at < content.length; ) {
    if (found.length === MAX_CHILDREN) throw new DerError('too many elements')
    const child = elementAt(content, at)
    found.push(child)
    at += child.raw.length
  }
  return found
}

export function expect(element: Der | undefined, tag: number): Der {
  if (!element) throw new DerError('an element is missing')
  if (element.tag !== tag) throw new DerError(`tag ${element.tag} where ${tag} was expected`)
  return element
}

/** Dotted form of an OBJECT IDENTIFIER. */
export function readOid(element: Der | undefined): string {
  const { content } = expect(element, tags.oid)
  const arcs: number[] = []
  let value = 0
  let first = true
  for (const [index, byte] of content.entries()) {
    if (first && byte === 0x80) throw new DerError('an object identifier is padded')
    value = value * 128 + (byte & 0x7f)
    if (value > Number.MAX_SAFE_INTEGER) throw new DerError('an object identifier is too long')
    first = byte < 0x80
    if (first) {
      arcs.push(value)
      value = 0
    } else if (index === content.length - 1) throw new DerError('an object identifier is cut off')
  }
  const [head, ...rest] = arcs
  if (head === undefined) throw new DerError('an object identifier is empty')
  const top = Math.min(2, Math.floor(head / 40))
  return [top, head - top * 40, ...rest].join('.')
}

/** A whole number, up to 80 octets: larger than the halves of any ECDSA signature. */
export function readInteger(element: Der | undefined): bigint {
  const { content } = expect(element, tags.integer)
  if (content.length === 0 || content.length > 80) throw new DerError('an integer has a strange length')
  const padded =
    content.length > 1 &&
    ((content[0] === 0 && content[1]! < 0x80) || (content[0] === 0xff && content[1]! >= 0x80))
  if (padded) throw new DerError('an integer is padded')
  return BigInt.asIntN(content.length * 8, BigInt(`0x${toHex(content)}`))
}

export function readBoolean(element: Der | undefined): boolean {
  const { content } = expect(element, tags.boolean)
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) {
    throw new DerError('a boolean is neither true nor false')
  }
  return content[0] === 0xff
}

/** The octets of a BIT STRING that ends at a whole octet, as keys and signatures do. */
export function readBits(element: Der | undefined): Uint8Array {
  const { content } = expect(element, tags.bitString)
  if (content[0] !== 0) throw new DerError('a bit string does not end at an octet')
  return content.subarray(1)
}

/** ISO 8601 instant of a UTCTime or GeneralizedTime in UTC (RFC 5280, 4.1.2.5; RFC 3161 allows fractions). */
export function readTime(element: Der | undefined): string {
  if (!element || (element.tag !== tags.utcTime && element.tag !== tags.generalizedTime)) {
    throw new DerError('a time is missing')
  }
  const pattern =
    element.tag === tags.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)()Z$/
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d*[1-9]))?Z$/
  const match = pattern.exec(toLatin1(element.content))
  if (!match) throw new DerError('a time is not in UTC')
  const [, year = '', month, day, hour, minute, second, fraction] = match
  const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19'
  const milliseconds = (fraction ?? '').slice(0, 3).padEnd(3, '0')
  const text = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime()) || instant.toISOString() !== text)
    throw new DerError('a time is not one')
  return text
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

export function toLatin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function elementAt(bytes: Uint8Array, at: number): Der {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) throw new DerError('the data is cut off')
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag has an unknown form')
  let start = at + 2
  let length = first
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 4) throw new DerError('a length has an unknown form')
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + i] ?? 0)
    if (length < 0x80 || bytes[start] === 0) throw new DerError('a length is padded')
    start += count
  }
  if (start + length > bytes.length) throw new DerError('the data is cut off')
  return { tag, raw: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) }
}
