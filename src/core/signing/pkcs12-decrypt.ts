import { createDecipheriv, createHash, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { AfterwordError } from '#shared/errors.ts'
import { childrenOf, type Der, expect, readDer, readInteger, readOid, tags } from '#verifier/der.ts'
import { decryptRc2 } from './rc2.ts'

const MAX_ITERATIONS = 10_000_000
const MAX_LEGACY_ITERATIONS = 1_000_000

const derive = promisify(pbkdf2)

const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'

/** Pseudo-random functions of PBKDF2 (RFC 8018, B.1). */
const functions: Record<string, string> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

const ciphers: Record<string, { name: string; keyLength: number }> = {
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
}

/** Schemes of older software (RFC 7292, appendix C). */
const legacy: Record<string, { cipher: 'des' | 'rc2'; keyLength: number }> = {
  '1.2.840.113549.1.12.1.3': { cipher: 'des', keyLength: 24 },
  '1.2.840.113549.1.12.1.5': { cipher: 'rc2', keyLength: 16 },
  '1.2.840.113549.1.12.1.6': { cipher: 'rc2', keyLength: 5 },
}

/**
 * Decrypts under an AlgorithmIdentifier (DER): PBES2 with PBKDF2 (RFC 8018), or PKCS #12's own schemes with 3DES and
 * RC2. Throws `invalid-input` for another scheme, and an error of any kind for a wrong passphrase.
 */
export async function decryptWithPassphrase(
  algorithm: Uint8Array,
  encrypted: Uint8Array,
  passphrase: string,
): Promise<Uint8Array> {
  const [scheme, parameters] = childrenOf(readDer(algorithm))
  const oid = readOid(scheme)
  if (oid === PBES2) return decryptPbes2(parameters, encrypted, passphrase)
  const known = legacy[oid]
  if (!known) throw unknownProtection()
  const [salt, iterations] = childrenOf(parameters)
  const count = readCount(iterations, MAX_LEGACY_ITERATIONS)
  const part = (id: number, length: number) =>
    pkcs12Key('sha1', id, passphrase, expect(salt, tags.octetString).content, count, length)
  const [key, iv] = [part(1, known.keyLength), part(2, 8)]
  return known.cipher === 'rc2'
    ? decryptRc2(key, iv, encrypted)
    : decipher('des-ede3-cbc', key, iv, encrypted)
}

/** Keys out of a passphrase by PKCS #12 (RFC 7292, B.2); `id` 1 is for keys, 2 for vectors, 3 for the MAC. */
export function pkcs12Key(
  hash: string,
  id: number,
  passphrase: string,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array {
  const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16()
  const diversifier = Buffer.alloc(block, id)
  const input = Buffer.concat([fill(salt, block), fill(password, block)])
  const blocks: Buffer[] = []
  for (let made = 0; made < length; made += blocks.at(-1)!.length) {
    let digest = createHash(hash).update(diversifier).update(input).digest()
    for (let i = 1; i < iterations; i++) digest = createHash(hash).update(digest).digest()
    blocks.push(digest)
    const addend = BigInt(`0x${fill(digest, block).subarray(0, block).toString('hex')}`) + 1n
    for (let at = 0; at < input.length; at += block) {
      const sum = BigInt(`0x${input.subarray(at, at + block).toString('hex')}`) + addend
      const octets = BigInt.asUintN(block * 8, sum)
        .toString(16)
        .padStart(block * 2, '0')
      input.set(Buffer.from(octets, 'hex'), at)
    }
  }
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length))
}

/** A key by PBKDF2 from its AlgorithmIdentifier (RFC 8018, 5.2). Throws `invalid-input` for another function. */
export async function pbkdf2Key(
  derivation: Der | undefined,
  passphrase: string,
  length: number,
): Promise<Uint8Array> {
  const [function_, parameters] = childrenOf(derivation)
  const [salt, iterations, ...rest] = childrenOf(parameters)
  const pseudoRandom = rest.find((field) => field.tag === tags.sequence)
  const hash = pseudoRandom ? hmacNamed(pseudoRandom) : 'sha1'
  if (readOid(function_) !== PBKDF2 || !hash) throw unknownProtection()
  const count = readCount(iterations, MAX_ITERATIONS)
  return derive(passphrase, expect(salt, tags.octetString).content, count, length, hash)
}

/** The hash of the HMAC that an AlgorithmIdentifier names, if it is known. */
export function hmacNamed(algorithm: Der | undefined): string | undefined {
  return functions[readOid(childrenOf(algorithm)[0])]
}

/** An iteration count; throws `invalid-input` for one that would keep the machine busy. */
export function readCount(element: Der | undefined, limit = MAX_LEGACY_ITERATIONS): number {
  const count = Number(readInteger(element))
  if (count < 1 || count > limit) throw unknownProtection()
  return count
}

export function unknownProtection(): AfterwordError {
  return new AfterwordError(
    'invalid-input',
    'This file is protected in a way that Afterword does not know. Export it again with AES-256 and SHA-256.',
  )
}

async function decryptPbes2(parameters: Der | undefined, encrypted: Uint8Array, passphrase: string) {
  const [derivation, encryption] = childrenOf(parameters)
  const [cipherName, iv] = childrenOf(encryption)
  const cipher = ciphers[readOid(cipherName)]
  if (!cipher) throw unknownProtection()
  const key = await pbkdf2Key(derivation, passphrase, cipher.keyLength)
  return decipher(cipher.name, key, expect(iv, tags.octetString).content, encrypted)
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const opened = createDecipheriv(name, key, iv)
  return new Uint8Array(Buffer.concat([opened.update(encrypted), opened.final()]))
}

/** The octets repeated to a whole number of blocks. */
function fill(octets: Uint8Array, block: number): Buffer {
  const length = Math.ceil(octets.length / block) * block
  return length === 0 ? Buffer.alloc(0) : Buffer.alloc(length, octets)
}
