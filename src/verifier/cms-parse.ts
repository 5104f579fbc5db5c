import { type AlgorithmIdentifier, readAlgorithm } from './certificates.ts'
import { childrenOf, type Der, DerError, expect, readDer, readInteger, readOid, tags } from './der.ts'

/** A CMS SignedData (RFC 5652, 5) with one signer, named by issuer and serial number. */
export interface SignedData {
  contentType: string
  /** The signed content, where it is inside. */
  content?: Uint8Array
  /** DER, in the order of the file. */
  certificates: Uint8Array[]
  /** Revocation lists inside, which nobody signed as part of this signature. */
  hasRevocations: boolean
  signer: {
    issuer: Uint8Array
    serial: Uint8Array
    digestAlgorithm: AlgorithmIdentifier
    /** The octets that the signature is over (RFC 5652, 5.4). */
    signedOctets: Uint8Array
    signedAttributes: Map<string, Der>
    signatureAlgorithm: AlgorithmIdentifier
    signature: Uint8Array
    unsignedAttributes: Map<string, Der>
  }
}

export const cmsOids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
} as const

/** Reads strictly: DER, every field in its place, no attribute twice. Throws DerError. */
export function readSignedData(der: Uint8Array): SignedData {
  const [type, wrapped, ...more] = childrenOf(readDer(der))
  if (readOid(type) !== cmsOids.signedData || more.length > 0) throw new DerError('not a signed message')
  const fields = childrenOf(only(childrenOf(wrapped, 0xa0)))
  const [version, digestAlgorithms, encapsulated] = fields.splice(0, 3)
  const certificates = fields[0]?.tag === 0xa0 ? fields.shift() : undefined
  const revocations = fields[0]?.tag === 0xa1 ? fields.shift() : undefined
  const signerInfos = childrenOf(only(fields), tags.set)
  if (signerInfos.length !== 1) throw new DerError('the message does not have exactly one signer')
  const signer = readSigner(signerInfos[0])
  const digests = childrenOf(digestAlgorithms, tags.set).map(readAlgorithm)
  const agree = digests.length === 1 && digests[0]?.oid === signer.digestAlgorithm.oid
  if (!agree || digests[0]?.parameters.length !== 0) throw new DerError('the message names another hash')
  const [contentType, content, ...rest] = childrenOf(encapsulated)
  if (rest.length > 0) throw new DerError('the content has too many parts')
  const named = readOid(contentType)
  if (readInteger(version) !== (named === cmsOids.data ? 1n : 3n)) throw new DerError('a version is unknown')
  return {
    contentType: named,
    content: content && expect(only(childrenOf(content, 0xa0)), tags.octetString).content,
    certificates: certificates ? childrenOf(certificates, 0xa0).map((one) => one.raw) : [],
    hasRevocations: revocations !== undefined,
    signer,
  }
}

/** The one value of an attribute, or undefined if there is no such attribute. */
export function attributeValue(attributes: Map<string, Der>, oid: string): Der | undefined {
  const values = attributes.get(oid)
  return values && only(childrenOf(values, tags.set))
}

function readSigner(element: Der | undefined): SignedData['signer'] {
  const fields = childrenOf(element)
  const [version, sid, digestAlgorithm, signed, signatureAlgorithm, signature, unsigned, ...more] = fields
  if (readInteger(version) !== 1n || more.length > 0)
    throw new DerError('the signer is described in an unknown way')
  const [issuer, serial, ...rest] = childrenOf(sid)
  if (rest.length > 0) throw new DerError('the signer is described in an unknown way')
  const attributes = expect(signed, 0xa0)
  const signedOctets = Uint8Array.from(attributes.raw)
  signedOctets[0] = tags.set
  return {
    issuer: expect(issuer, tags.sequence).raw,
    serial: expect(serial, tags.integer).content,
    digestAlgorithm: readAlgorithm(digestAlgorithm),
    signedOctets,
    signedAttributes: readAttributes(attributes, 0xa0),
    signatureAlgorithm: readAlgorithm(signatureAlgorithm),
    signature: expect(signature, tags.octetString).content,
    unsignedAttributes: unsigned ? readAttributes(unsigned, 0xa1) : new Map(),
  }
}

function readAttributes(element: Der, tag: number): Map<string, Der> {
  const found = new Map<string, Der>()
  for (const attribute of childrenOf(element, tag)) {
    const [type, values, ...more] = childrenOf(attribute)
    const oid = readOid(type)
    if (found.has(oid) || more.length > 0)
      throw new DerError('an attribute stands twice or has too many parts')
    found.set(oid, expect(values, tags.set))
  }
  return found
}

function only(elements: Der[]): Der {
  const [first, ...more] = elements
  if (!first || more.length > 0) throw new DerError('one element was expected')
  return first
}
