import { execFileSync } from 'node:child_process'
import { z } from 'zod'

export type PdfValue = null | boolean | number | string | PdfValue[] | { [key: string]: PdfValue }
export type PdfDict = { [key: string]: PdfValue }

export interface PdfStream {
  dict: PdfDict
  /** With the filters that qpdf knows taken off. */
  data: Uint8Array
}

const objects = z.object({
  qpdf: z.tuple([
    z.unknown(),
    z.record(
      z.string(),
      z.object({
        value: z.unknown().optional(),
        stream: z.object({ dict: z.record(z.string(), z.unknown()), data: z.string().optional() }).optional(),
      }),
    ),
  ]),
})

/** Every object of a PDF as qpdf reads it; names begin with `/`, texts with `u:`, bytes with `b:`. */
export class PdfObjects {
  #objects = new Map<string, PdfDict | PdfStream | PdfValue>()
  readonly trailer: PdfDict

  constructor(path: string) {
    const args = [
      '--json=2',
      '--json-key=qpdf',
      '--json-stream-data=inline',
      '--decode-level=generalized',
      path,
    ]
    const told = objects.parse(
      JSON.parse(execFileSync('qpdf', args, { encoding: 'utf8', maxBuffer: 500_000_000 })),
    )
    for (const [name, { value, stream }] of Object.entries(told.qpdf[1]))
      this.#objects.set(
        name.replace(/^obj:/u, ''),
        stream
          ? { dict: stream.dict as PdfDict, data: Buffer.from(stream.data ?? '', 'base64') }
          : (value as PdfValue),
      )
    this.trailer = this.dict(this.#objects.get('trailer') as PdfValue)
  }

  /** What a reference leads to, else the value itself. */
  at(value: PdfValue | undefined): PdfValue {
    const found = typeof value === 'string' && / R$/u.test(value) ? this.#objects.get(value) : value
    return (found ?? null) as PdfValue
  }

  dict(value: PdfValue | undefined): PdfDict {
    const found = this.at(value)
    if (found === null || typeof found !== 'object' || Array.isArray(found)) return {}
    return 'dict' in found && 'data' in found ? (found as unknown as PdfStream).dict : found
  }

  list(value: PdfValue | undefined): PdfValue[] {
    const found = this.at(value)
    return Array.isArray(found) ? found : []
  }

  stream(value: PdfValue | undefined): PdfStream {
    const found = this.at(value) as unknown as PdfStream | null
    if (!found?.dict) throw new Error(`no stream at ${JSON.stringify(value)}`)
    return found
  }

  /** Every dictionary, those inside others and those of streams too. */
  *dicts(): Generator<PdfDict> {
    for (const one of this.#objects.values()) yield* inside(one as PdfValue)
  }

  *streams(): Generator<PdfStream> {
    for (const one of this.#objects.values())
      if (one !== null && typeof one === 'object' && 'dict' in one && 'data' in one)
        yield one as unknown as PdfStream
  }

  get catalog(): PdfDict {
    return this.dict(this.trailer['/Root'])
  }

  get pages(): PdfDict[] {
    const walk = (value: PdfValue | undefined): PdfDict[] => {
      const node = this.dict(value)
      return node['/Type'] === '/Pages' ? this.list(node['/Kids']).flatMap(walk) : [node]
    }
    return walk(this.catalog['/Pages'])
  }
}

function* inside(value: PdfValue): Generator<PdfDict> {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return
  if (!Array.isArray(value)) yield value
  for (const inner of Array.isArray(value) ? value : Object.values(value)) yield* inside(inner)
}

/** Text of a PDF string as qpdf writes it. */
export function textOf(value: PdfValue | undefined): string {
  return typeof value === 'string' ? value.replace(/^u:/u, '') : ''
}

export interface ShownGlyphs {
  codes: number[]
  /** Inside of marked content: of the structure, or an artifact. */
  marked: boolean
}

/** What a content stream shows (ISO 32000-1, 9.4.3), in codes of two bytes. */
export function shownGlyphs(content: Uint8Array): ShownGlyphs[] {
  const source = Buffer.from(content).toString('latin1')
  const token = /<<|>>|<([0-9A-Fa-f\s]*)>|\(((?:\\[\s\S]|[^\\()])*)\)|\/[^\s<>[\]()/]*|[^\s<>[\]()/]+|[[\]]/gu
  const shown: ShownGlyphs[] = []
  let depth = 0
  let codes: number[] = []
  for (const [word, hex, text] of source.matchAll(token)) {
    if (hex !== undefined) codes.push(...pairs(Buffer.from(hex.replace(/\s/gu, ''), 'hex')))
    else if (text !== undefined) codes.push(...pairs(Buffer.from(unescaped(text), 'latin1')))
    else if (word === 'BDC' || word === 'BMC') depth += 1
    else if (word === 'EMC') depth -= 1
    else if (word === 'Tj' || word === 'TJ') shown.push({ codes, marked: depth > 0 })
    if (/^[A-Za-z*'"]+$/u.test(word)) codes = []
  }
  if (depth !== 0) throw new Error('marked content is not balanced')
  return shown
}

function pairs(bytes: Uint8Array): number[] {
  return Array.from({ length: bytes.length >> 1 }, (_, at) => (bytes[2 * at]! << 8) | bytes[2 * at + 1]!)
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{1,3}|[\s\S])/gu, (_, found: string) =>
    /^[0-7]/u.test(found) ? String.fromCharCode(Number.parseInt(found, 8)) : (escapes[found] ?? found),
  )
}
