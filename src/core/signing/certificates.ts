import { createHash, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import { AfterwordError } from '#shared/errors.ts'
import { type Certificate, readCertificate } from '#verifier/certificates.ts'
import { childrenOf, DerError, readBits, readDer, readOid } from '#verifier/der.ts'
import { readPemCertificates } from '#verifier/pem.ts'
import { boolean, concat, element, integer, octetString, oid, sequence, setOf, time } from './der.ts'
import { generateKeyPair } from './keys.ts'

const oids = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
}
/** RFC 5280, appendix A.1: ub-common-name and ub-organization-name. */
const MAX_NAME = 64
/** Clocks of two machines differ: a certificate begins a little before the moment it was made. */
const EARLIER_MS = 10 * 60_000

export interface CertificateDescription {
  subject: string
  issuer: string
  commonName: string
  /** Lower-case hex. */
  serial: string
  /** ISO 8601 instants (UTC). */
  notBefore: string
  notAfter: string
  /** Of the DER, lower-case hex. */
  sha256: string
}

/** A new root key on P-256 and its self-signed certificate (RFC 5280), valid for `years` (20 unless said). */
export async function createRoot(options: {
  name: string
  organisation: string
  now: Date
  years?: number
}): Promise<{ certificate: Uint8Array; privateKey: KeyObject; publicKey: KeyObject }> {
  const { publicKey, privateKey } = await generateKeyPair()
  const subject = sequence(
    nameAttribute(oids.organisation, options.organisation),
    nameAttribute(oids.commonName, options.name),
  )
  const certificate = buildCertificate({
    subject,
    issuer: subject,
    publicKey,
    issuerKey: privateKey,
    now: options.now,
    years: options.years ?? 20,
    extensions: [
      extension(oids.basicConstraints, true, sequence(boolean(true))),
      // keyCertSign and cRLSign
      extension(oids.keyUsage, true, Uint8Array.of(0x03, 0x02, 0x01, 0x06)),
      extension(oids.subjectKeyIdentifier, false, octetString(keyIdentifier(publicKey))),
    ],
  })
  return { certificate, privateKey, publicKey }
}

/**
 * A person's certificate for signatures, issued by the root, valid for `years` (5 unless said), at most as long as
 * the root. `serial` is big-endian octets; without it, 16 random ones.
 */
export function issueCertificate(options: {
  root: Uint8Array
  rootKey: KeyObject
  name: string
  email?: string
  publicKey: KeyObject
  now: Date
  years?: number
  serial?: Uint8Array
}): Uint8Array {
  const root = read(options.root)
  const ofRoot = childrenOf(readDer(root.subject)).filter(
    (set) => readOid(childrenOf(childrenOf(set, 0x31)[0])[0]) !== oids.commonName,
  )
  return buildCertificate({
    subject: sequence(...ofRoot.map((set) => set.raw), nameAttribute(oids.commonName, options.name)),
    issuer: root.subject,
    publicKey: options.publicKey,
    issuerKey: options.rootKey,
    now: options.now,
    years: options.years ?? 5,
    latest: new Date(root.notAfter),
    serial: options.serial,
    extensions: [
      extension(oids.basicConstraints, true, sequence()),
      // digitalSignature and nonRepudiation
      extension(oids.keyUsage, true, Uint8Array.of(0x03, 0x02, 0x06, 0xc0)),
      extension(oids.subjectKeyIdentifier, false, octetString(keyIdentifier(options.publicKey))),
      extension(
        oids.authorityKeyIdentifier,
        false,
        sequence(element(0x80, keyIdentifier(createPublicKey(options.rootKey)))),
      ),
      ...(options.email
        ? [extension(oids.subjectAlternativeName, false, sequence(element(0x81, ascii(options.email))))]
        : []),
    ],
  })
}

export function toPem(certificate: Uint8Array): string {
  const lines = Buffer.from(certificate)
    .toString('base64')
    .replaceAll(/.{1,64}/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`
}

/** Every certificate in a PEM text, DER, at most 1,000. Throws `invalid-input` if there is none or one is damaged. */
export function fromPem(pem: string): Uint8Array[] {
  try {
    return readPemCertificates(pem).map((one) => one.raw)
  } catch (error) {
    if (error instanceof RangeError) throw new AfterwordError('invalid-input', error.message)
    throw unreadable(error)
  }
}

/** What a certificate says. Throws `invalid-input` for bytes that are not one. */
export function describeCertificate(der: Uint8Array): CertificateDescription {
  const { subjectText, issuerText, commonName, serial, notBefore, notAfter, sha256 } = read(der)
  return { subject: subjectText, issuer: issuerText, commonName, serial, notBefore, notAfter, sha256 }
}

function read(der: Uint8Array): Certificate {
  try {
    return readCertificate(der)
  } catch (error) {
    throw unreadable(error)
  }
}

/** What to throw instead of a reader's error. */
function unreadable(error: unknown): unknown {
  if (!(error instanceof DerError)) return error
  return new AfterwordError('invalid-input', `This certificate cannot be read: ${error.message}.`)
}

function buildCertificate(options: {
  subject: Uint8Array
  issuer: Uint8Array
  publicKey: KeyObject
  issuerKey: KeyObject
  now: Date
  years: number
  latest?: Date
  serial?: Uint8Array
  extensions: Uint8Array[]
}): Uint8Array {
  const algorithm = sequence(oid(oids.ecdsaWithSha256))
  const end = new Date(options.now)
  end.setUTCFullYear(end.getUTCFullYear() + options.years)
  const tbs = sequence(
    element(0xa0, integer(2)),
    integer(options.serial ?? randomSerial()),
    algorithm,
    options.issuer,
    sequence(
      time(new Date(options.now.getTime() - EARLIER_MS)),
      time(options.latest && options.latest < end ? options.latest : end),
    ),
    options.subject,
    options.publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(...options.extensions)),
  )
  const signature = sign('sha256', tbs, options.issuerKey)
  return sequence(tbs, algorithm, bitString(signature))
}

/** 126 random bits behind a one: positive, and never the same twice (RFC 5280, 4.1.2.2). */
function randomSerial(): Uint8Array {
  const serial = randomBytes(16)
  serial[0] = (serial[0]! & 0x7f) | 0x40
  return serial
}

/** SHA-1 of the key's bits (RFC 5280, 4.2.1.2): a name for the key, not a protection. */
function keyIdentifier(publicKey: KeyObject): Uint8Array {
  const info = readDer(publicKey.export({ type: 'spki', format: 'der' }))
  return createHash('sha1')
    .update(readBits(childrenOf(info)[1]))
    .digest()
}

function bitString(content: Uint8Array): Uint8Array {
  return element(0x03, concat(Uint8Array.of(0), content))
}

function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value))
}

/** One relative distinguished name with one attribute, in UTF-8. */
function nameAttribute(type: string, text: string): Uint8Array {
  const value = text.trim().normalize('NFC')
  if (value === '' || value.length > MAX_NAME || /\p{Cc}/u.test(value)) {
    throw new AfterwordError(
      'invalid-input',
      `A name in a certificate has 1 to ${MAX_NAME} characters on one line.`,
    )
  }
  return setOf(sequence(oid(type), element(0x0c, Buffer.from(value, 'utf8'))))
}

function ascii(email: string): Uint8Array {
  if (!/^[\x21-\x7e]{3,254}$/.test(email)) {
    throw new AfterwordError('invalid-input', 'An e-mail address in a certificate has letters of ASCII only.')
  }
  return Buffer.from(email, 'latin1')
}
