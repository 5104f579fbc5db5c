import { digest } from './certificates-algorithms.ts'
import type { Trust } from './certificates-judge.ts'
import { verifyCms } from './cms.ts'
import { DerError, readLeadingDer, toLatin1 } from './der.ts'
import { judgeCompleteness } from './pdf/completeness.ts'
import { type PdfFile, type PdfSignature, readPdf } from './pdf/document.ts'
import { type EmbeddedFile, listEmbeddedFiles } from './pdf/embedded-files.ts'
import { findSignatureSpaces, readGap, type SignatureSpace } from './pdf/signature-space.ts'
import { bad, type Check, good, unknown, type Verification, verdictOf } from './verdict.ts'

export interface PdfVerification extends Verification {
  kind: 'pdf'
  /** What is attached to the document. */
  embeddedFiles: EmbeddedFile[]
}

/**
 * Judges a signed PDF: one PAdES baseline signature (ETSI EN 319 142-1) over every octet but its own. Never throws
 * for what stands in the file.
 */
export async function verifyPdf(bytes: Uint8Array, trust: Trust): Promise<PdfVerification> {
  const result: PdfVerification = {
    kind: 'pdf',
    signature: verdictOf([]),
    integrity: verdictOf([]),
    completeness: verdictOf(judgeCompleteness([])),
    signers: [],
    notChecked: [],
    embeddedFiles: [],
  }
  const spaces = findSignatureSpaces(bytes)
  const signature: Check[] = []
  const integrity: Check[] = [frameCheck(bytes)]
  const file = await read(bytes, integrity)
  if (file) {
    result.embeddedFiles = listEmbeddedFiles(file.document)
    result.completeness = verdictOf(judgeCompleteness(result.embeddedFiles))
  }
  const [space, ...more] = spaces
  if (spaces.length === 0) {
    signature.push(bad('pdf.signature', 'The document is not signed.'))
  } else if (more.length > 0 || !space) {
    signature.push(
      bad(
        'pdf.signature',
        'The document names what is signed more than once, or not in the way of one signature.',
      ),
    )
  } else {
    integrity.push(coverageCheck(space, bytes))
    const dictionary = file && matchDictionary(file, space, signature)
    await judgeCms(space, dictionary, bytes, trust, result, signature, integrity)
  }
  if (file && file.actions.length > 0) {
    const message = `The document contains actions that can change what is shown or start something (${file.actions.join(', ')}).`
    integrity.push(unknown('pdf.actions', message))
  }
  return { ...result, signature: verdictOf(signature), integrity: verdictOf(integrity) }
}

function frameCheck(bytes: Uint8Array): Check {
  const begin = toLatin1(bytes.subarray(0, 8))
  if (!/^%PDF-\d\.\d$/.test(begin)) {
    return bad('pdf.frame', 'The file does not begin as a PDF: something stands before it, or it is none.')
  }
  const end = toLatin1(bytes.subarray(-8))
  return /%%EOF\r?\n?$/.test(end)
    ? good('pdf.frame', 'The file begins and ends as a PDF.')
    : bad('pdf.frame', 'The file does not end as a PDF: it is cut off, or something follows it.')
}

async function read(bytes: Uint8Array, integrity: Check[]): Promise<PdfFile | undefined> {
  try {
    return await readPdf(bytes)
  } catch {
    integrity.push(bad('pdf.structure', 'The document’s structure cannot be read: it is damaged, or no PDF.'))
    return undefined
  }
}

function coverageCheck({ range, gap }: SignatureSpace, bytes: Uint8Array): Check {
  const name = 'pdf.coverage'
  const [start, first, second, last] = range
  const end = second + last
  if (start !== 0 || first > second || second > bytes.length || end > bytes.length) {
    return bad(
      name,
      'The signature claims to cover parts that the file does not have; the file may be cut off.',
    )
  }
  if (end < bytes.length) {
    const added = bytes.length - end
    return bad(
      name,
      `After signing, ${added} bytes were added to the file, which the signature does not cover.`,
    )
  }
  if (!readGap(gap)) {
    return bad(name, 'The signature leaves out more than its own value: something else could stand there.')
  }
  return good(name, 'The signature covers the whole file.')
}

/** The signature as the document's objects tell it must be the one found in the octets, and the only one. */
function matchDictionary(file: PdfFile, space: SignatureSpace, signature: Check[]): PdfSignature | undefined {
  const [only, ...more] = file.signatures
  const gap = readGap(space.gap)
  const same =
    only !== undefined &&
    more.length === 0 &&
    file.isLinked &&
    only.range.join() === space.range.join() &&
    gap !== undefined &&
    gap.length === only.contents.length &&
    gap.every((byte, index) => byte === only.contents[index])
  if (!same) {
    signature.push(bad('pdf.field', 'The signature in the file is not the one that the document shows.'))
    return undefined
  }
  const isPades = only.filter === 'Adobe.PPKLite' && only.subFilter === 'ETSI.CAdES.detached'
  signature.push(
    isPades
      ? good('pdf.field', 'The document has one signature, of the kind PAdES.')
      : unknown('pdf.field', 'The document has one signature, but not of the kind PAdES.'),
  )
  return only
}

async function judgeCms(
  space: SignatureSpace,
  dictionary: PdfSignature | undefined,
  bytes: Uint8Array,
  trust: Trust,
  result: PdfVerification,
  signature: Check[],
  integrity: Check[],
): Promise<void> {
  const gap = readGap(space.gap)
  if (!gap) {
    signature.push(bad('pdf.contents', 'The value of the signature cannot be read.'))
    return
  }
  let cms = gap
  try {
    cms = readLeadingDer(gap).raw
  } catch (error) {
    if (!(error instanceof DerError)) throw error
  }
  if (gap.subarray(cms.length).some((byte) => byte !== 0)) {
    signature.push(bad('pdf.contents', 'Something else stands behind the value of the signature.'))
  }
  const [start, first, second, last] = space.range
  const judgement = await verifyCms({
    ...trust,
    cms,
    digestOf: (hash) =>
      digest(hash, bytes.subarray(start, start + first), bytes.subarray(second, second + last)),
    claimedTime: dictionary?.time,
    forbidSigningTime: true,
  })
  signature.push(...judgement.signature)
  integrity.push(...judgement.integrity)
  result.notChecked.push(...judgement.notChecked)
  if (judgement.signer) {
    const isWhole = [...signature, ...integrity].every((check) => check.outcome !== 'bad') && dictionary?.time
    result.signers.push({ ...judgement.signer, level: isWhole ? judgement.signer.level : undefined })
  }
}
