import { sha256 } from '@noble/hashes/sha2.js'
import {
  childrenOf,
  type Der,
  DerError,
  expect,
  readBits,
  readBoolean,
  readDer,
  readInteger,
  readOid,
  readTime,
  sameBytes,
  tags,
  toHex,
} from './der.ts'

export interface AlgorithmIdentifier {
  oid: string
  /** DER of the parameters, empty where there are none or NULL. */
  parameters: Uint8Array
}

/** An X.509 certificate (RFC 5280, 4.1), as far as a judgement needs it. */
export interface Certificate {
  raw: Uint8Array
  /** SHA-256 of `raw`, lower-case hex. */
  sha256: string
  tbs: Uint8Array
  /** Lower-case hex of the serial number's octets. */
  serial: string
  /** DER of the names; compared octet by octet. */
  subject: Uint8Array
  issuer: Uint8Array
  subjectText: string
  issuerText: string
  /** The common name, or the whole subject where there is none. */
  commonName: string
  /** ISO 8601 instants (UTC). */
  notBefore: string
  notAfter: string
  publicKey: Uint8Array
  signatureAlgorithm: AlgorithmIdentifier
  signature: Uint8Array
  isAuthority: boolean
  /** How many further authorities may follow; undefined means any number. */
  pathLength?: number
  keyUsage?: { digitalSignature: boolean; nonRepudiation: boolean; keyCertSign: boolean }
  extendedKeyUsage?: { purposes: string[]; critical: boolean }
  /** Critical extensions that this reader does not know. */
  unknownCritical: string[]
}

const MAX_CERTIFICATE = 100_000

const attributeNames: Record<string, string> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '0.9.2342.19200300.100.1.25': 'DC',
}

/** Reads one DER certificate. Throws DerError for anything else. */
export function readCertificate(der: Uint8Array): Certificate {
  if (der.length > MAX_CERTIFICATE) throw new DerError('the certificate is too large')
  const [tbs, algorithm, signature, ...more] = childrenOf(readDer(der))
  if (!tbs || more.length > 0) throw new DerError('not a certificate')
  const fields = childrenOf(tbs)
  const version = fields.shift()
  if (readInteger(childrenOf(version, 0xa0)[0]) !== 2n) throw new DerError('not a version 3 certificate')
  const [serial, innerAlgorithm, issuer, validity, subject, publicKey, ...optional] = fields
  if (!innerAlgorithm || !algorithm || !sameBytes(innerAlgorithm.raw, algorithm.raw)) {
    throw new DerError('the certificate names two algorithms')
  }
  const [notBefore, notAfter] = childrenOf(validity)
  const subjectName = readName(subject)
  const extensions = optional.find((field) => field.tag === 0xa3)
  return {
    raw: der,
    sha256: toHex(sha256(der)),
    tbs: tbs.raw,
    serial: toHex(expect(serial, tags.integer).content),
    subject: expect(subject, tags.sequence).raw,
    issuer: expect(issuer, tags.sequence).raw,
    subjectText: subjectName.text,
    issuerText: readName(issuer).text,
    commonName: subjectName.commonName ?? subjectName.text,
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: expect(publicKey, tags.sequence).raw,
    signatureAlgorithm: readAlgorithm(algorithm),
    signature: readBits(signature),
    ...readExtensions(extensions),
  }
}

/** Reads an AlgorithmIdentifier (RFC 5280, 4.1.1.2). */
export function readAlgorithm(element: Der | undefined): AlgorithmIdentifier {
  const [oid, parameters, ...more] = childrenOf(element)
  if (more.length > 0) throw new DerError('an algorithm has too many parts')
  if (parameters?.tag === tags.null && parameters.content.length > 0) throw new DerError('NULL is not empty')
  const absent = !parameters || parameters.tag === tags.null
  return { oid: readOid(oid), parameters: absent ? new Uint8Array() : parameters.raw }
}

/** Whether it says of itself that it issued itself; its signature must still be checked. */
export function isSelfIssued(certificate: Certificate): boolean {
  return sameBytes(certificate.subject, certificate.issuer)
}

function readName(element: Der | undefined): { text: string; commonName?: string } {
  const parts: string[] = []
  let commonName: string | undefined
  for (const set of childrenOf(element)) {
    for (const attribute of childrenOf(set, tags.set)) {
      const [type, value] = childrenOf(attribute)
      const oid = readOid(type)
      const text = readText(value)
      parts.push(`${attributeNames[oid] ?? oid}=${text}`)
      if (oid === '2.5.4.3') commonName = text
    }
  }
  return { text: parts.join(', '), commonName }
}

/** UTF8String, PrintableString, IA5String, BMPString and their like, with control characters made visible. */
function readText(element: Der | undefined): string {
  if (!element) throw new DerError('a name is missing')
  const encoding = element.tag === 0x1e ? 'utf-16be' : element.tag === 0x0c ? 'utf-8' : 'latin1'
  const text = new TextDecoder(encoding).decode(element.content)
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD').slice(0, 300)
}

type Extensions = Pick<
  Certificate,
  'isAuthority' | 'pathLength' | 'keyUsage' | 'extendedKeyUsage' | 'unknownCritical'
>

function readExtensions(element: Der | undefined): Extensions {
  const result: Extensions = { isAuthority: false, unknownCritical: [] }
  const seen = new Set<string>()
  for (const extension of element ? childrenOf(childrenOf(element, 0xa3)[0]) : []) {
    const fields = childrenOf(extension)
    const oid = readOid(fields[0])
    if (seen.has(oid)) throw new DerError('an extension stands twice')
    seen.add(oid)
    const critical = fields.length === 3 && readBoolean(fields[1])
    const value = readDer(expect(fields.at(-1), tags.octetString).content)
    if (oid === '2.5.29.19') {
      const [authority, pathLength] = childrenOf(value)
      result.isAuthority = authority !== undefined && readBoolean(authority)
      if (pathLength) result.pathLength = Number(readInteger(pathLength))
    } else if (oid === '2.5.29.15') {
      const bits = expect(value, tags.bitString).content[1] ?? 0
      result.keyUsage = {
        digitalSignature: (bits & 0x80) !== 0,
        nonRepudiation: (bits & 0x40) !== 0,
        keyCertSign: (bits & 0x04) !== 0,
      }
    } else if (oid === '2.5.29.37') {
      result.extendedKeyUsage = { purposes: childrenOf(value).map(readOid), critical }
    } else if (critical && !harmlessCritical.has(oid)) {
      result.unknownCritical.push(oid)
    }
  }
  return result
}

/** Subject alternative names and certificate policies say nothing that forbids a signature. */
const harmlessCritical = new Set(['2.5.29.17', '2.5.29.32'])
