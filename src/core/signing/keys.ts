import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPair as generate,
  type KeyObject,
  pbkdf2,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { promisify } from 'node:util'
import { AfterwordError } from '#shared/errors.ts'
import { childrenOf, expect, readDer, readInteger, readOid, tags } from '#verifier/der.ts'
import { integer, nullValue, octetString, oid, sequence } from './der.ts'

/** OWASP's figure for PBKDF2 with HMAC-SHA-256 (2023); about a fifth of a second. */
const ITERATIONS = 600_000
/** A file that asks for more work than this is refused rather than obeyed. */
const MAX_ITERATIONS = 10_000_000
const MAX_ENCRYPTED = 50_000

const derive = promisify(pbkdf2)

const oids = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacWithSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
}

/** A new key pair on the curve P-256. */
export function generateKeyPair(): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  return promisify(generate)('ec', { namedCurve: 'prime256v1' })
}

/**
 * PKCS #8 EncryptedPrivateKeyInfo (RFC 5958, 3) under PBES2 (RFC 8018, 6.2): PBKDF2 with HMAC-SHA-256 and 600,000
 * rounds, AES-256-CBC. `openssl pkcs8` opens it. The passphrase counts in Unicode's composed form (NFC).
 */
export async function encryptPrivateKey(key: KeyObject, passphrase: string): Promise<Uint8Array> {
  const salt = randomBytes(16)
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', await keyFrom(passphrase, salt, ITERATIONS), iv)
  const plain = key.export({ type: 'pkcs8', format: 'der' })
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()])
  plain.fill(0)
  const derivation = sequence(
    oid(oids.pbkdf2),
    sequence(octetString(salt), integer(ITERATIONS), sequence(oid(oids.hmacWithSha256), nullValue())),
  )
  const encryption = sequence(oid(oids.aes256Cbc), octetString(iv))
  return sequence(sequence(oid(oids.pbes2), sequence(derivation, encryption)), octetString(encrypted))
}

/**
 * Opens what `encryptPrivateKey` made. Throws `not-allowed` for a wrong passphrase or a damaged key, `corrupt` for anything that is
 * not such a key.
 */
export async function decryptPrivateKey(der: Uint8Array, passphrase: string): Promise<KeyObject> {
  const { salt, iterations, iv, encrypted } = readEncrypted(der)
  const key = await keyFrom(passphrase, salt, iterations)
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, iv)
    const plain = Buffer.concat([decipher.update(encrypted), decipher.final()])
    const opened = createPrivateKey({ key: plain, type: 'pkcs8', format: 'der' })
    plain.fill(0)
    if (!fitsItself(opened)) throw new Error('the two halves of the key differ')
    return opened
  } catch {
    throw new AfterwordError('not-allowed', 'The passphrase does not open this key, or the key is damaged.')
  }
}

/** Whether the private half of a key belongs to the public half beside it; in a damaged key it does not. */
export function fitsItself(privateKey: KeyObject): boolean {
  const data = Buffer.from('a trial')
  return verify('sha256', data, createPublicKey(privateKey), sign('sha256', data, privateKey))
}

function keyFrom(passphrase: string, salt: Uint8Array, iterations: number): Promise<Buffer> {
  return derive(passphrase.normalize('NFC'), salt, iterations, 32, 'sha256')
}

function readEncrypted(der: Uint8Array) {
  try {
    if (der.length > MAX_ENCRYPTED) throw new Error('too large')
    const [algorithm, encrypted] = childrenOf(readDer(der))
    const [scheme, parameters] = childrenOf(algorithm)
    const [derivation, encryption] = childrenOf(parameters)
    const [function_, functionParameters] = childrenOf(derivation)
    const [salt, iterations, pseudoRandom] = childrenOf(functionParameters)
    const [cipher, iv] = childrenOf(encryption)
    const named = [scheme, function_, childrenOf(pseudoRandom)[0], cipher].map(readOid)
    if (named.join() !== Object.values(oids).join()) throw new Error('another scheme')
    const count = Number(readInteger(iterations))
    if (count < 1 || count > MAX_ITERATIONS) throw new Error('a strange number of rounds')
    return {
      salt: expect(salt, tags.octetString).content,
      iterations: count,
      iv: expect(iv, tags.octetString).content,
      encrypted: expect(encrypted, tags.octetString).content,
    }
  } catch {
    throw new AfterwordError(
      'corrupt',
      'This is not an encrypted key as Afterword keeps it, or it is damaged.',
    )
  }
}
