import { spawnSync } from 'node:child_process'
import { createHmac, pbkdf2Sync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromPem } from '#core/signing/certificates.ts'
import { element, integer, nullValue, octetString, oid, sequence } from '#core/signing/der.ts'
import { readPkcs12 } from '#core/signing/pkcs12.ts'
import { AfterwordError } from '#shared/errors.ts'
import { childrenOf, expect as expectDer, readDer, tags } from '#verifier/der.ts'

const isThere = spawnSync('openssl', ['version']).status === 0
if (!isThere) console.warn('skipped: OpenSSL makes PKCS #12 files here, and it is not installed')
const folder = mkdtempSync(join(tmpdir(), 'afterword-p12-'))
afterAll(() => rmSync(folder, { recursive: true }))

const openssl = (...args: string[]) => {
  const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`)
}
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
const pack = (...more: string[]) => {
  openssl('pkcs12', '-export', '-inkey', 'k', '-in', 'c', '-out', 'p12', ...more)
  return read('p12')
}
const quick = ['-passout', 'pass:word', '-iter', '1']

/** The file with a MAC by PBMAC1 (RFC 9579), which the OpenSSL of many systems cannot make yet. */
function withPbmac1(file: Uint8Array, passphrase: string, hash: 'sha256' | 'sha512' = 'sha256'): Uint8Array {
  const [version, authSafe] = childrenOf(readDer(file))
  const safe = expectDer(childrenOf(childrenOf(authSafe)[1], 0xa0)[0], tags.octetString).content
  const hmac = sequence(oid(hash === 'sha256' ? '1.2.840.113549.2.9' : '1.2.840.113549.2.11'), nullValue())
  const salt = Buffer.from('a salt of its own')
  const length = hash === 'sha256' ? 32 : 64
  const derivation = sequence(
    oid('1.2.840.113549.1.5.12'),
    sequence(octetString(salt), integer(2048), integer(length), hmac),
  )
  const mac = createHmac(hash, pbkdf2Sync(passphrase, salt, 2048, length, hash))
    .update(safe)
    .digest()
  const algorithm = sequence(oid('1.2.840.113549.1.5.14'), sequence(derivation, hmac))
  const macData = sequence(
    sequence(algorithm, octetString(mac)),
    octetString(Buffer.from('NOT USED')),
    integer(1),
  )
  return sequence(version!.raw, authSafe!.raw, macData)
}

/** The file with each of its encrypted pieces so many times. */
function repeated(file: Uint8Array, times: number): Uint8Array {
  const [version, authSafe] = childrenOf(readDer(file))
  const [type, content] = childrenOf(authSafe)
  const safe = expectDer(childrenOf(content, 0xa0)[0], tags.octetString).content
  const pieces = childrenOf(readDer(safe)).flatMap((piece) => Array.from({ length: times }, () => piece.raw))
  return sequence(version!.raw, sequence(type!.raw, element(0xa0, octetString(sequence(...pieces)))))
}

describe.skipIf(!isThere)('a PKCS #12 file (skipped where OpenSSL is not installed)', () => {
  beforeAll(() => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'k']
    openssl('req', '-x509', ...key, '-out', 'c', '-subj', '/CN=Ada')
  })
  const own = () => fromPem(readFileSync(join(folder, 'c'), 'utf8'))[0]

  it.each(['sha256', 'sha512'] as const)('with a MAC by PBMAC1 and %s is read', async (hash) => {
    const file = withPbmac1(pack('-nomac', ...quick), 'wörd', hash)
    await expect(readPkcs12(file, 'other')).rejects.toMatchObject({ code: 'not-allowed' })
    const right = withPbmac1(pack('-nomac', '-passout', 'pass:wörd'), 'wörd', hash)
    expect((await readPkcs12(right, 'wörd')).certificate).toEqual(own())
    // the OpenSSL inside Node reads the same file, and refuses it once its MAC is wrong
    createSecureContext({ pfx: Buffer.from(right), passphrase: 'wörd' })
    expect(() => createSecureContext({ pfx: Buffer.from(right), passphrase: 'other' })).toThrow('mac')
  })

  it('of which the passphrase has letters beyond ASCII is read', async () => {
    expect((await readPkcs12(pack('-passout', 'pass:pässwörd'), 'pässwörd')).certificate).toEqual(own())
  })

  it('without a key, or with more to decrypt than a key needs, is refused with the reason', async () => {
    await expect(readPkcs12(pack('-nokeys', ...quick), 'word')).rejects.toThrow('no private key')
    await expect(readPkcs12(repeated(pack('-nomac', ...quick), 7), 'word')).rejects.toThrow('too much')
  })

  it.each([
    ['a modern one', quick],
    ['an old one', ['-legacy', ...quick]],
    ['one without a MAC', ['-nomac', ...quick]],
  ])('changed anywhere is refused, never a crash: %s', async (_name, options) => {
    const file = pack(...options)
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, xor) => {
        const changed = file.slice()
        changed[at]! ^= xor
        try {
          expect((await readPkcs12(changed, 'word')).certificate).toBeInstanceOf(Uint8Array)
        } catch (error) {
          expect(error).toBeInstanceOf(AfterwordError)
        }
      }),
      { numRuns: 150, interruptAfterTimeLimit: 5000 },
    )
  })
})
