import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { AlgorithmIdentifier } from './certificates.ts'
import { childrenOf, DerError, readBits, readDer, readInteger, readOid } from './der.ts'

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512'

/** `unsupported`: an algorithm that this verifier does not know or that is no longer strong enough. */
export type SignatureResult = 'valid' | 'invalid' | 'unsupported'

const hashes = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 }

const hashOids: Record<string, HashName> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
}

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'
const EC_PUBLIC_KEY = '1.2.840.10045.2.1'
const MIN_RSA_BITS = 2048
const MAX_RSA_BITS = 16_384

const signatureOids: Record<string, { family: 'RSA' | 'ECDSA'; hash?: HashName }> = {
  [RSA_ENCRYPTION]: { family: 'RSA' },
  '1.2.840.113549.1.1.11': { family: 'RSA', hash: 'SHA-256' },
  '1.2.840.113549.1.1.12': { family: 'RSA', hash: 'SHA-384' },
  '1.2.840.113549.1.1.13': { family: 'RSA', hash: 'SHA-512' },
  '1.2.840.10045.4.3.2': { family: 'ECDSA', hash: 'SHA-256' },
  '1.2.840.10045.4.3.3': { family: 'ECDSA', hash: 'SHA-384' },
  '1.2.840.10045.4.3.4': { family: 'ECDSA', hash: 'SHA-512' },
}

const curves: Record<string, { name: string; bytes: number }> = {
  '1.2.840.10045.3.1.7': { name: 'P-256', bytes: 32 },
  '1.3.132.0.34': { name: 'P-384', bytes: 48 },
  '1.3.132.0.35': { name: 'P-521', bytes: 66 },
}

/** The hash that an AlgorithmIdentifier names, if it is one of SHA-2. */
export function hashNamed(algorithm: AlgorithmIdentifier): HashName | undefined {
  return algorithm.parameters.length === 0 ? hashOids[algorithm.oid] : undefined
}

/** The hash of what the pieces are together. */
export function digest(hash: HashName, ...pieces: Uint8Array[]): Uint8Array {
  const running = hashes[hash].create()
  for (const piece of pieces) running.update(piece)
  return running.digest()
}

/**
 * Checks a signature with a SubjectPublicKeyInfo: RSA PKCS #1 v1.5 from 2048 bits, or ECDSA (DER) on P-256, P-384,
 * P-521, with SHA-2. `hash` is what stands beside the algorithm in CMS; the two must not contradict each other.
 */
export async function verifySignature(options: {
  publicKey: Uint8Array
  algorithm: AlgorithmIdentifier
  hash?: HashName
  data: Uint8Array
  signature: Uint8Array
  /** How an ECDSA signature is written: DER, or as two numbers of one length, as XML signatures have it. */
  form?: 'der' | 'fixed'
}): Promise<SignatureResult> {
  const named = signatureOids[options.algorithm.oid]
  const hash = named?.hash ?? options.hash
  if (!named || !hash || options.algorithm.parameters.length > 0) return 'unsupported'
  if (options.hash && options.hash !== hash) return 'invalid'
  try {
    const key = readKey(options.publicKey)
    if (key?.family !== named.family) return key ? 'invalid' : 'unsupported'
    const raw =
      key.family === 'RSA' || options.form === 'fixed'
        ? options.signature
        : fixedLengthSignature(options.signature, key.curve.bytes)
    const parameters =
      key.family === 'RSA'
        ? { name: 'RSASSA-PKCS1-v1_5', hash }
        : { name: 'ECDSA', namedCurve: key.curve.name, hash }
    const imported = await crypto.subtle.importKey('spki', owned(options.publicKey), parameters, false, [
      'verify',
    ])
    const valid = await crypto.subtle.verify(parameters, imported, owned(raw), owned(options.data))
    return valid ? 'valid' : 'invalid'
  } catch (error) {
    // Web Crypto refuses a key or a signature of a wrong form with an exception
    if (error instanceof Error) return 'invalid'
    throw error
  }
}

type Key = { family: 'RSA' } | { family: 'ECDSA'; curve: { name: string; bytes: number } }

function readKey(publicKey: Uint8Array): Key | undefined {
  const [algorithm, bits] = childrenOf(readDer(publicKey))
  const [oid, parameters] = childrenOf(algorithm)
  const family = readOid(oid)
  if (family === EC_PUBLIC_KEY) {
    const curve = curves[readOid(parameters)]
    return curve && { family: 'ECDSA', curve }
  }
  if (family !== RSA_ENCRYPTION) return undefined
  const modulus = childrenOf(readDer(readBits(bits)))[0]?.content ?? new Uint8Array()
  const strength = (modulus[0] === 0 ? modulus.length - 1 : modulus.length) * 8
  return strength >= MIN_RSA_BITS && strength <= MAX_RSA_BITS ? { family: 'RSA' } : undefined
}

/** Ecdsa-Sig-Value (RFC 3279, 2.2.3) as two numbers of `bytes` octets each, as Web Crypto and XML want them. */
export function fixedLengthSignature(der: Uint8Array, bytes: number): Uint8Array {
  const [r, s, ...more] = childrenOf(readDer(der))
  if (!r || !s || more.length > 0) throw new DerError('not an ECDSA signature')
  const raw = new Uint8Array(bytes * 2)
  for (const [index, number] of [r, s].entries()) {
    if (number.content.length > bytes + 1 || readInteger(number) <= 0n)
      throw new DerError('not an ECDSA signature')
    const digits = number.content[0] === 0 ? number.content.subarray(1) : number.content
    raw.set(digits, bytes * (index + 1) - digits.length)
  }
  return raw
}

/** A copy that is its own buffer, as Web Crypto's types ask for. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
