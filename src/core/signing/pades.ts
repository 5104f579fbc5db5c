import { createHash } from 'node:crypto'
import { AfterwordError } from '#shared/errors.ts'
import { readLeadingDer } from '#verifier/der.ts'
import { findSignatureSpaces, readGap } from '#verifier/pdf/signature-space.ts'
import { addTimestamp, signatureDigest, signCmsOverDigest, type Timestamper } from './cms.ts'
import { addSignatureField, type FieldOptions, PLACEHOLDER } from './pades-field.ts'
import type { Signer } from './signer.ts'

/** Room for signature and attributes, and for the token of a time-stamping authority with its chain. */
const RESERVED = 16_384

export interface PdfSignatureOptions {
  /** The time of signing that the signer claims; kept to the second. */
  now: Date
  /** The signer's name as shown by PDF readers. */
  name: string
  reason?: string
  location?: string
  /** Asked for a token over the signature: B-T instead of B-B. */
  timestamp?: Timestamper
}

/**
 * Signs a PDF as a whole: PAdES B-B, or B-T with a time-stamp (ETSI EN 319 142-1, 6.3). The signature and its
 * invisible field are appended as one incremental update, so the document's own octets (tags, metadata,
 * embedded files) stay as they are. Throws `invalid-input` for what cannot be signed.
 */
export async function signPdf(
  pdf: Uint8Array,
  signer: Signer,
  options: PdfSignatureOptions,
): Promise<Uint8Array> {
  return signField(await addSignatureField(pdf, fieldOf(signer, options)), pdf.length, signer, options)
}

/** The field that `addSignatureField` is to make for a signature by this signer. */
export function fieldOf(signer: Signer, { now, name, reason, location }: PdfSignatureOptions): FieldOptions {
  const certificates = [signer.certificate, ...signer.chain].reduce((sum, der) => sum + der.length, 0)
  return {
    now,
    name,
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
    reserved: RESERVED + certificates,
  }
}

/**
 * The second half of {@link signPdf}: signs, in the field that `addSignatureField` made behind the first `length` bytes.
 * The bytes given become the signed ones.
 */
export async function signField(
  signed: Uint8Array,
  length: number,
  signer: Signer,
  options: Pick<PdfSignatureOptions, 'timestamp'>,
): Promise<Uint8Array> {
  setByteRange(signed, length)
  const { range } = spaceOf(signed)
  const digest = createHash('sha256')
    .update(signed.subarray(0, range[1]))
    .update(signed.subarray(range[2]))
    .digest()
  fillGap(signed, await signCmsOverDigest(digest, signer, { timestamp: options.timestamp }))
  return signed
}

/** SHA-256 of a signed PDF's signature: what a time-stamp request for it asks about. */
export function pdfSignatureDigest(pdf: Uint8Array): Uint8Array {
  return signatureDigest(cmsOf(pdf))
}

/** A copy of a signed PDF with a time-stamp token in the room that was reserved; the signature stays as it is. */
export function addPdfTimestamp(pdf: Uint8Array, token: Uint8Array): Uint8Array {
  const stamped = pdf.slice()
  fillGap(stamped, addTimestamp(cmsOf(pdf), token))
  return stamped
}

function cmsOf(pdf: Uint8Array): Uint8Array {
  const cms = readGap(spaceOf(pdf).gap)
  if (!cms) throw unsigned()
  return readLeadingDer(cms).raw
}

function spaceOf(pdf: Uint8Array) {
  const [space, ...more] = findSignatureSpaces(pdf)
  if (!space || more.length > 0) throw unsigned()
  return space
}

function unsigned() {
  return new AfterwordError('invalid-input', 'This PDF has no signature, or not one as Afterword makes it.')
}

/** Writes the real ranges over the placeholder, in as many octets. */
function setByteRange(signed: Uint8Array, from: number): void {
  const file = Buffer.from(signed.buffer, signed.byteOffset, signed.length)
  const gap = file.indexOf('/Contents <0000', from)
  const start = gap + '/Contents '.length
  const end = file.indexOf('>', start) + 1
  const at = file.indexOf(PLACEHOLDER, from)
  if (gap < 0 || end === 0 || at < 0) throw new Error('the place for the signature is not in the file')
  const range = `[ 0 ${start} ${end} ${signed.length - end}`
  file.write(`${range.padEnd(PLACEHOLDER.length - 2)} ]`, at, 'latin1')
}

function fillGap(signed: Uint8Array, cms: Uint8Array): void {
  const { range } = spaceOf(signed)
  const room = range[2] - range[1] - 2
  const digits = Buffer.from(cms).toString('hex')
  if (digits.length > room) {
    throw new AfterwordError(
      'invalid-input',
      `The signature with its time-stamp needs ${cms.length} bytes, but ${room / 2} are reserved in the PDF.`,
    )
  }
  signed.set(Buffer.from(digits.padEnd(room, '0'), 'latin1'), range[1] + 1)
}
