import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { OctetString } from 'asn1js'
import {
  type AlgorithmIdentifier,
  AuthenticatedSafe,
  CertBag,
  type ContentInfo,
  EncryptedData,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeContents,
} from 'pkijs'
import { AfterwordError } from '#shared/errors.ts'
import type { Certificate } from '#verifier/certificates.ts'
import { readCertificates } from '#verifier/certificates-chain.ts'
import { sameBytes } from '#verifier/der.ts'
import { fitsItself } from './keys.ts'
import { decryptWithPassphrase, unknownProtection } from './pkcs12-decrypt.ts'
import { macFits } from './pkcs12-mac.ts'
import { algorithmOf } from './signer.ts'

const MAX_FILE = 1_000_000
/** Each encrypted piece may ask for a second's work; a file of one key has two or three. */
const MAX_ENCRYPTED = 6
const DATA = '1.2.840.113549.1.7.1'
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'

export interface Pkcs12 {
  /** DER. */
  certificate: Uint8Array
  /** The issuers that are in the file, DER, the root last. */
  chain: Uint8Array[]
  privateKey: KeyObject
}

interface Contents {
  keys: KeyObject[]
  certificates: Uint8Array[]
  /** How many pieces were decrypted. */
  decrypted: number
}

/**
 * Reads a PKCS #12 file (RFC 7292, RFC 9579) with one private key, RSA or EC, protected by AES or in the older ways
 * (3DES, RC2).
 * Throws `not-allowed` for a wrong passphrase and `invalid-input` for everything else that is wrong with it. Whether
 * the certificate is valid today is for the caller to say (`describeCertificate`).
 */
export async function readPkcs12(bytes: Uint8Array, passphrase: string): Promise<Pkcs12> {
  if (bytes.length > MAX_FILE) throw invalid('This file is too large to be a PKCS #12 file.')
  const { keys, certificates } = await open(bytes, passphrase)
  const [privateKey, ...more] = keys
  if (!privateKey)
    throw invalid('There is no private key in this file. Export it again together with its key.')
  if (more.length > 0) {
    throw invalid(
      `There are ${keys.length} private keys in this file. Export the one you want to sign with alone.`,
    )
  }
  algorithmOf(privateKey)
  if (!fitsItself(privateKey)) throw invalid('The private key in this file is damaged.')
  const all = readCertificates(certificates).certificates
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const own = all.find((one) => publicKey.equals(one.publicKey))
  if (!own)
    throw invalid(
      'The certificate of the private key is not in this file. Export it again with its certificate.',
    )
  return { certificate: own.raw, chain: issuersOf(own, all), privateKey }
}

async function open(bytes: Uint8Array, passphrase: string): Promise<Contents> {
  const contents: Contents = { keys: [], certificates: [], decrypted: 0 }
  let isRight = false
  try {
    const file = PFX.fromBER(owned(bytes))
    const safe = octetsOf(file.authSafe.content)
    if (file.macData) {
      isRight = await macFits(new Uint8Array(file.macData.toSchema().toBER()), safe, passphrase)
      if (!isRight) throw wrongPassphrase()
    }
    for (const content of AuthenticatedSafe.fromBER(owned(safe)).safeContents) {
      await readContent(content, passphrase, contents)
    }
    return contents
  } catch (error) {
    if (error instanceof AfterwordError) throw error
    // behind a right MAC, the passphrase is not to blame
    throw isRight
      ? invalid(
          'This PKCS #12 file cannot be read: it is damaged, or of a form that Afterword does not know.',
        )
      : (notPkcs12(bytes) ?? wrongPassphrase())
  }
}

async function readContent(content: ContentInfo, passphrase: string, contents: Contents): Promise<void> {
  let plain: Uint8Array
  if (content.contentType === DATA) {
    plain = octetsOf(content.content)
  } else if (content.contentType === ENCRYPTED_DATA) {
    const { encryptedContentInfo: info } = new EncryptedData({ schema: content.content })
    const encrypted = new Uint8Array(info.getEncryptedContent())
    plain = await decrypt(contents, info.contentEncryptionAlgorithm, encrypted, passphrase)
  } else {
    throw unknownProtection()
  }
  for (const { bagValue } of SafeContents.fromBER(owned(plain)).safeBags) {
    if (bagValue instanceof PKCS8ShroudedKeyBag) {
      const encrypted = new Uint8Array(bagValue.encryptedData.getValue())
      const key = await decrypt(contents, bagValue.encryptionAlgorithm, encrypted, passphrase)
      contents.keys.push(createPrivateKey({ key: Buffer.from(key), type: 'pkcs8', format: 'der' }))
    } else if (bagValue instanceof PrivateKeyInfo) {
      const key = Buffer.from(bagValue.toSchema().toBER())
      contents.keys.push(createPrivateKey({ key, type: 'pkcs8', format: 'der' }))
    } else if (bagValue instanceof CertBag) {
      contents.certificates.push(octetsOf(bagValue.certValue))
    }
  }
}

function decrypt(
  contents: Contents,
  algorithm: AlgorithmIdentifier,
  encrypted: Uint8Array,
  passphrase: string,
): Promise<Uint8Array> {
  if (++contents.decrypted > MAX_ENCRYPTED) {
    throw invalid('There is too much in this file. Export the key that you want to sign with alone.')
  }
  return decryptWithPassphrase(derOf(algorithm), encrypted, passphrase)
}

/** Whoever issued the certificate, then whoever issued that, as far as the file goes. */
function issuersOf(certificate: Certificate, all: Certificate[]): Uint8Array[] {
  const chain: Certificate[] = []
  let last = certificate
  for (;;) {
    const issuer = all.find((one) => sameBytes(one.subject, last.issuer))
    if (!issuer || issuer === certificate || chain.includes(issuer)) return chain.map((one) => one.raw)
    chain.push(issuer)
    last = issuer
  }
}

function octetsOf(value: unknown): Uint8Array {
  if (!(value instanceof OctetString)) throw new Error('octets were expected')
  return new Uint8Array(value.getValue())
}

function derOf(algorithm: AlgorithmIdentifier): Uint8Array {
  return new Uint8Array(algorithm.toSchema().toBER())
}

function owned(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

function notPkcs12(bytes: Uint8Array): AfterwordError | undefined {
  try {
    PFX.fromBER(owned(bytes))
    return undefined
  } catch {
    return invalid('This is not a PKCS #12 file (.p12 or .pfx), or it is damaged.')
  }
}

function wrongPassphrase(): AfterwordError {
  return new AfterwordError('not-allowed', 'The passphrase does not open this file.')
}

function invalid(message: string): AfterwordError {
  return new AfterwordError('invalid-input', message)
}
