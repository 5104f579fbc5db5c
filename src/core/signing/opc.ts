import { createHash } from 'node:crypto'
import { AfterwordError } from '#shared/errors.ts'
import { findSignatures } from '#verifier/docx/judgeParts.ts'
import { readSignature } from '#verifier/docx/signature.ts'
import { readXml, XmlError } from '#verifier/xml.ts'
import type { Timestamper } from './cms.ts'
import { openPackage, preparePackage, type SignablePackage, writePackage } from './opc-package.ts'
import { buildSignature, withTimestamp } from './opc-signature.ts'
import type { Signer } from './signer.ts'

export interface OpcSignatureOptions {
  /** The time of signing that the signer claims; kept to the second. */
  now: Date
  /** Asked for a token over the signature: B-T instead of B-B. */
  timestamp?: Timestamper
}

/**
 * Signs a Word document as an OPC package (ECMA-376-2, 13) with XAdES B-B, or B-T with a time-stamp (ETSI EN 319 132-1):
 * every part and every relationship. Apart from the value of an ECDSA signature, the same input gives the same bytes.
 * LibreOffice 7.4 calls a valid signature invalid where a relationship's target has an ampersand.
 * Throws `invalid-input` for what cannot be signed: no Word document, one with macros or with content that is fetched
 * from elsewhere, one that is signed already.
 */
export async function signOpc(
  docx: Uint8Array,
  signer: Signer,
  options: OpcSignatureOptions,
): Promise<Uint8Array> {
  const prepared = preparePackage(await openPackage(docx))
  const xml = await buildSignature(prepared, signer, options.now)
  const signed = writePackage(withSignature(prepared, xml))
  if (!options.timestamp) return signed
  return addOpcTimestamp(signed, await options.timestamp(await opcSignatureDigest(signed)))
}

/** SHA-256 of a signed document's canonical SignatureValue: what a time-stamp request for it asks about. */
export async function opcSignatureDigest(docx: Uint8Array): Promise<Uint8Array> {
  const { xml } = await signatureOf(docx)
  const { valueElement } = readSignature(readXml(Buffer.from(xml, 'utf8')))
  return new Uint8Array(createHash('sha256').update(valueElement).digest())
}

/**
 * A copy of a signed document with a time-stamp token in it, in place of an earlier one (EN 319 132-1, 5.3); the
 * signature stays as it is. The token is not checked; `readTimestampResponse` does that.
 */
export async function addOpcTimestamp(docx: Uint8Array, token: Uint8Array): Promise<Uint8Array> {
  const { prepared, xml } = await signatureOf(docx)
  const stamped = withTimestamp(xml, token)
  if (stamped === undefined) throw unsigned()
  return writePackage(withSignature(prepared, stamped))
}

async function signatureOf(docx: Uint8Array): Promise<{ prepared: SignablePackage; xml: string }> {
  const opc = await openPackage(docx)
  const found = findSignatures(opc)
  const [part = '', ...more] = found?.signatures ?? []
  const content = opc.parts.get(part)
  if (!content || more.length > 0) throw unsigned()
  try {
    readSignature(readXml(content))
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    throw unsigned()
  }
  const prepared = { parts: new Map(opc.parts), types: opc.types, signaturePart: part }
  return { prepared, xml: Buffer.from(content).toString('utf8') }
}

function withSignature(prepared: SignablePackage, xml: string): SignablePackage {
  const parts = new Map(prepared.parts).set(prepared.signaturePart, Buffer.from(xml, 'utf8'))
  return { ...prepared, parts }
}

function unsigned(): AfterwordError {
  return new AfterwordError(
    'invalid-input',
    'This Word document has no signature, or not one as Afterword makes it.',
  )
}
