import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFString,
} from 'pdf-lib'
import { hasEndlessNumber } from './numbers.ts'
import { boundObjectStreams } from './object-streams.ts'

/** A signature dictionary (ISO 32000-2, table 255). */
export interface PdfSignature {
  filter?: string
  subFilter?: string
  range: number[]
  contents: Uint8Array
  /** ISO 8601 instant (UTC) of /M. */
  time?: string
}

/** A PDF as its objects tell, independent of where they stand in the octets. */
export interface PdfFile {
  document: PDFDocument
  /** Every dictionary that is one of a signature, linked from a form or not. */
  signatures: PdfSignature[]
  /** Whether the only field of the form is a signature field whose value is the one signature. */
  isLinked: boolean
  /** Kinds of actions that can change what is shown or run something, such as JavaScript. */
  actions: string[]
}

const MAX_OBJECTS = 5_000_000
const dangerous = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'Rendition',
  'RichMediaExecute',
])

/** Reads the objects of a PDF. Throws for anything that is not one, or that would expand beyond measure. */
export async function readPdf(bytes: Uint8Array): Promise<PdfFile> {
  if (hasEndlessNumber(bytes)) throw new Error('a number has no end')
  boundObjectStreams(bytes)
  const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true })
  const signatures: PDFDict[] = []
  const actions = new Set<string>()
  let visited = 0
  const pending: unknown[] = document.context.enumerateIndirectObjects().map(([, object]) => object)
  while (pending.length > 0) {
    if (++visited > MAX_OBJECTS) throw new Error('too many objects')
    const object = pending.pop()
    if (object instanceof PDFArray) pending.push(...object.asArray())
    const dict = object instanceof PDFDict ? object : object instanceof PDFRawStream ? object.dict : undefined
    if (!dict) continue
    if (dict.has(PDFName.of('ByteRange')) || nameOf(dict, 'Type') === 'Sig') signatures.push(dict)
    const action = nameOf(dict, 'S')
    if (action && dangerous.has(action)) actions.add(action)
    pending.push(...dict.values())
  }
  return {
    document,
    signatures: signatures.map(readSignature),
    isLinked: isLinked(document, signatures),
    actions: [...actions].sort(),
  }
}

function readSignature(dict: PDFDict): PdfSignature {
  const range = dict.lookup(PDFName.of('ByteRange'))
  const contents = dict.lookup(PDFName.of('Contents'))
  const time = dict.lookup(PDFName.of('M'))
  return {
    filter: nameOf(dict, 'Filter'),
    subFilter: nameOf(dict, 'SubFilter'),
    range:
      range instanceof PDFArray
        ? range.asArray().map((one) => (one instanceof PDFNumber ? one.asNumber() : Number.NaN))
        : [],
    contents: contents instanceof PDFHexString ? contents.asBytes() : new Uint8Array(),
    time: time instanceof PDFString ? readPdfDate(time.decodeText()) : undefined,
  }
}

function isLinked(document: PDFDocument, signatures: PDFDict[]): boolean {
  const form = document.catalog.lookup(PDFName.of('AcroForm'))
  const fields = form instanceof PDFDict ? form.lookup(PDFName.of('Fields')) : undefined
  if (!(fields instanceof PDFArray) || fields.size() !== 1) return false
  const field = fields.lookup(0)
  return (
    field instanceof PDFDict &&
    nameOf(field, 'FT') === 'Sig' &&
    signatures.length === 1 &&
    field.lookup(PDFName.of('V')) === signatures[0]
  )
}

function nameOf(dict: PDFDict, key: string): string | undefined {
  const value = dict.get(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : undefined
}

/** D:YYYYMMDDHHmmSS with Z or an offset (ISO 32000-2, 7.9.4), as an ISO 8601 instant in UTC. */
export function readPdfDate(text: string): string | undefined {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z(?:00'?00'?)?|([+-]\d\d)'?(\d\d)'?)$/.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, offset = '+00', minutes = '00'] = match
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}:${minutes}`)
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString()
}
