import { toLatin1 } from '../der.ts'

/** Where a PDF keeps its signature, as read from the octets alone. */
export interface SignatureSpace {
  /** The four numbers of /ByteRange (ISO 32000-2, 12.8.1). */
  range: [number, number, number, number]
  /** The octets between the two ranges, with the angle brackets of the hexadecimal string. */
  gap: Uint8Array
}

const PATTERN = /^\/ByteRange ?\[ ?(\d{1,15}) (\d{1,15}) (\d{1,15}) (\d{1,15}) *\]/

/** Every place where /ByteRange stands in the octets, as far as it has the form of one. */
export function findSignatureSpaces(pdf: Uint8Array): (SignatureSpace | undefined)[] {
  return findAll(pdf, '/ByteRange').map((at) => {
    const match = PATTERN.exec(toLatin1(pdf.subarray(at, at + 100)))
    if (!match) return undefined
    const range = match.slice(1, 5).map(Number) as SignatureSpace['range']
    return { range, gap: pdf.subarray(range[0] + range[1], range[2]) }
  })
}

/**
 * The octets that a gap holds in hexadecimal, or undefined if it is not exactly one hexadecimal string without white
 * space and in letters of one case, so that no octet of it can change unseen.
 */
export function readGap(gap: Uint8Array): Uint8Array | undefined {
  const text = toLatin1(gap)
  if (text.length % 2 !== 0 || !/^<[0-9a-fA-F]*>$/.test(text)) return undefined
  const digits = text.slice(1, -1)
  if (digits !== digits.toLowerCase() && digits !== digits.toUpperCase()) return undefined
  const bytes = new Uint8Array(digits.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

/** Where a text of ASCII stands in the octets, in ascending order. */
export function findAll(bytes: Uint8Array, text: string): number[] {
  const wanted = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  const found: number[] = []
  for (let at = bytes.indexOf(wanted[0]!); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) found.push(at)
  }
  return found
}
