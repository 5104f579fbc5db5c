import { createHmac, timingSafeEqual } from 'node:crypto'
import { childrenOf, type Der, expect, readDer, readInteger, readOid, tags } from '#verifier/der.ts'
import { hmacNamed, pbkdf2Key, pkcs12Key, readCount, unknownProtection } from './pkcs12-decrypt.ts'

const PBMAC1 = '1.2.840.113549.1.5.14'
/** RFC 9579, 5: shorter keys are refused. */
const MIN_KEY = 20
const MAX_KEY = 256

const hashes: Record<string, { name: string; length: number }> = {
  '1.3.14.3.2.26': { name: 'sha1', length: 20 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', length: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', length: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', length: 64 },
}

/**
 * Whether a passphrase fits the MacData of a PKCS #12 file (DER): the way of RFC 7292, 4, or PBMAC1 (RFC 9579). Throws
 * `invalid-input` for another way, DerError for what is not MacData.
 */
export async function macFits(macData: Uint8Array, safe: Uint8Array, passphrase: string): Promise<boolean> {
  const [digestInfo, salt, iterations] = childrenOf(readDer(macData))
  const [algorithm, digest] = childrenOf(digestInfo)
  const [oid, parameters] = childrenOf(algorithm)
  const expected = expect(digest, tags.octetString).content
  const found =
    readOid(oid) === PBMAC1
      ? await pbmac1(parameters, safe, passphrase)
      : ownMac(readOid(oid), salt, iterations, safe, passphrase)
  return expected.length === found.length && timingSafeEqual(expected, found)
}

function ownMac(
  oid: string,
  salt: Der | undefined,
  iterations: Der | undefined,
  safe: Uint8Array,
  passphrase: string,
): Uint8Array {
  const hash = hashes[oid]
  if (!hash) throw unknownProtection()
  const count = iterations ? readCount(iterations) : 1
  const octets = expect(salt, tags.octetString).content
  return createHmac(hash.name, pkcs12Key(hash.name, 3, passphrase, octets, count, hash.length))
    .update(safe)
    .digest()
}

async function pbmac1(
  parameters: Der | undefined,
  safe: Uint8Array,
  passphrase: string,
): Promise<Uint8Array> {
  const [derivation, scheme] = childrenOf(parameters)
  const hash = hmacNamed(scheme)
  const length = Number(readInteger(childrenOf(childrenOf(derivation)[1])[2]))
  if (!hash || hash === 'sha1' || length < MIN_KEY || length > MAX_KEY) throw unknownProtection()
  return createHmac(hash, await pbkdf2Key(derivation, passphrase, length))
    .update(safe)
    .digest()
}
