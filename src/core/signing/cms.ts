import { createHash } from 'node:crypto'
import { readCertificate } from '#verifier/certificates.ts'
import { childrenOf, expect, readDer, tags } from '#verifier/der.ts'
import { concat, element, integer, nullValue, octetString, oid, sequence, setOf, time } from './der.ts'
import type { Signer } from './signer.ts'

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  rsaEncryption: '1.2.840.113549.1.1.1',
}

/** Given the SHA-256 of a signature's octets, answers with a time-stamp token (DER), or fails. */
export type Timestamper = (signatureDigest: Uint8Array) => Promise<Uint8Array>

export interface CmsOptions {
  /** Adds the signed attribute signing-time; PAdES forbids it. */
  signingTime?: Date
  timestamp?: Timestamper
}

/**
 * A detached CMS SignedData (RFC 5652, 5) over the content, with the attributes of CAdES B-B (ETSI EN 319 122-1,
 * 6.3): content-type, message-digest and signing-certificate-v2; B-T with a time-stamp. DER.
 */
export function signCms(content: Uint8Array, signer: Signer, options: CmsOptions = {}): Promise<Uint8Array> {
  return signCmsOverDigest(createHash('sha256').update(content).digest(), signer, options)
}

/** The same over content whose SHA-256 is known, for what is too large for memory. */
export async function signCmsOverDigest(
  digest: Uint8Array,
  signer: Signer,
  options: CmsOptions = {},
): Promise<Uint8Array> {
  if (digest.length !== 32) throw new RangeError('a SHA-256 digest has 32 octets')
  const attributes = [
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octetString(digest)),
    attribute(oids.signingCertificateV2, signingCertificate(signer.certificate)),
    ...(options.signingTime ? [attribute(oids.signingTime, time(options.signingTime))] : []),
  ]
  const signedAttributes = setOf(...attributes)
  const signature = await signer.sign(signedAttributes)
  const { issuer, tbs } = readCertificate(signer.certificate)
  const serial = expect(childrenOf(readDer(tbs))[1], tags.integer).raw
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serial),
    sequence(oid(oids.sha256)),
    // RFC 5652, 5.4: signed as a SET OF, sent with the tag [0]
    concat(Uint8Array.of(0xa0), signedAttributes.subarray(1)),
    signer.algorithm === 'rsa'
      ? sequence(oid(oids.rsaEncryption), nullValue())
      : sequence(oid(oids.ecdsaWithSha256)),
    octetString(signature),
  )
  const certificates = setOf(signer.certificate, ...signer.chain)
  const signedData = sequence(
    integer(1),
    setOf(sequence(oid(oids.sha256))),
    sequence(oid(oids.data)),
    concat(Uint8Array.of(0xa0), certificates.subarray(1)),
    setOf(signerInfo),
  )
  const cms = sequence(oid(oids.signedData), element(0xa0, signedData))
  return options.timestamp ? addTimestamp(cms, await options.timestamp(signatureDigest(cms))) : cms
}

/** SHA-256 of the signature's octets: what a time-stamp token of the signature is over. */
export function signatureDigest(cms: Uint8Array): Uint8Array {
  const signature = expect(signerInfoOf(cms).fields[5], tags.octetString)
  return new Uint8Array(createHash('sha256').update(signature.content).digest())
}

/**
 * Puts a time-stamp token into a signature made here (RFC 3161, appendix A), in place of an earlier one. The token
 * is not checked; `readTimestampResponse` does that.
 */
export function addTimestamp(cms: Uint8Array, token: Uint8Array): Uint8Array {
  const { signedDataFields, fields } = signerInfoOf(cms)
  const attributes = setOf(attribute(oids.signatureTimeStamp, token))
  const signerInfo = sequence(
    ...fields.slice(0, 6).map((field) => field.raw),
    concat(Uint8Array.of(0xa1), attributes.subarray(1)),
  )
  const signedData = sequence(...signedDataFields.slice(0, -1).map((field) => field.raw), setOf(signerInfo))
  return sequence(oid(oids.signedData), element(0xa0, signedData))
}

function signerInfoOf(cms: Uint8Array) {
  const [, content] = childrenOf(readDer(cms))
  const signedDataFields = childrenOf(childrenOf(content, 0xa0)[0])
  const [signerInfo] = childrenOf(signedDataFields.at(-1), tags.set)
  return { signedDataFields, fields: childrenOf(signerInfo) }
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf(value))
}

/** SigningCertificateV2 (RFC 5035, 3) with SHA-256, its default. */
function signingCertificate(certificate: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update(certificate).digest()
  return sequence(sequence(sequence(octetString(hash))))
}
