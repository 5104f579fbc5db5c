import { createHash, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeCertificate, fromPem, toPem } from '#core/signing/certificates.ts'
import { signCms } from '#core/signing/cms.ts'
import { integer, octetString, oid, sequence } from '#core/signing/der.ts'
import { decryptPrivateKey, encryptPrivateKey, generateKeyPair } from '#core/signing/keys.ts'
import { readPkcs12 } from '#core/signing/pkcs12.ts'
import { readTimestampResponse } from '#core/signing/timestamps.ts'
import { AfterwordError } from '#shared/errors.ts'
import { verifyCms } from '#verifier/cms.ts'
import { verifyTimestamp } from '#verifier/timestamps.ts'
import { now, person } from './people.ts'

const ada = await person()
const trust = { trusted: [ada.root], now }
const content = Buffer.from('What happened, and what changes.')
const cms = await signCms(content, ada.signer, { signingTime: now })
const { privateKey } = await generateKeyPair()
const key = await encryptPrivateKey(privateKey, 'correct horse')
const imprint = new Uint8Array(createHash('sha256').update(content).digest())

/** A key that asks for so much work, or for none. */
const keyOf = (iterations: number | Uint8Array) =>
  sequence(
    sequence(
      oid('1.2.840.113549.1.5.13'),
      sequence(
        sequence(
          oid('1.2.840.113549.1.5.12'),
          sequence(octetString(imprint), integer(iterations), sequence(oid('1.2.840.113549.2.9'))),
        ),
        sequence(oid('2.16.840.1.101.3.4.1.42'), octetString(imprint.subarray(0, 16))),
      ),
    ),
    octetString(imprint),
  )
const nested = (depth: number) => {
  let der = Uint8Array.of(0x05, 0)
  for (let i = 0; i < depth; i++) der = new Uint8Array(sequence(der))
  return der
}

const hostile: [string, Uint8Array][] = [
  ['nothing', new Uint8Array()],
  ['one byte', Uint8Array.of(0x30)],
  ['a length without end', Uint8Array.of(0x30, 0x80, 0, 0)],
  ['a length beyond the file', Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff)],
  ['a length that is padded', Uint8Array.of(0x30, 0x82, 0, 1, 5)],
  ['an empty sequence', Uint8Array.of(0x30, 0)],
  ['a text', Buffer.from('-----BEGIN CERTIFICATE-----')],
  ['many levels', nested(5000)],
  ['many elements', sequence(...Array.from({ length: 20_000 }, () => Uint8Array.of(0x05, 0)))],
  ['two megabytes of zeros', new Uint8Array(2_000_000)],
  ['a certificate', ada.root],
  ['a signature', cms],
  ['a key', key],
  ['a key that asks for a billion rounds', keyOf(2 ** 30)],
  ['a key that asks for no rounds', keyOf(0)],
  ['a key whose rounds are a huge number', keyOf(Buffer.alloc(200, 0xff))],
]

const parsers: [string, (bytes: Uint8Array) => unknown][] = [
  ['an encrypted key', (bytes) => decryptPrivateKey(bytes, 'wrong')],
  ['a certificate', (bytes) => describeCertificate(bytes)],
  ['certificates in PEM', (bytes) => fromPem(toPem(bytes))],
  ['PEM', (bytes) => fromPem(Buffer.from(bytes).toString('latin1'))],
  ['a PKCS #12 file', (bytes) => readPkcs12(bytes, 'word')],
  ['the answer of a time-stamping authority', (bytes) => readTimestampResponse(bytes, { imprint })],
]

/** What is read without an error must be what it is taken for. */
async function outcomeOf(parse: (bytes: Uint8Array) => unknown, bytes: Uint8Array): Promise<unknown> {
  try {
    return await parse(bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(AfterwordError)
    return error
  }
}

describe.each(parsers)('what is no %s', (_name, parse) => {
  it.each(hostile)('is refused in words: %s', async (_name, bytes) => {
    expect(await outcomeOf(parse, bytes)).toBeDefined()
  })

  it('is refused in words: anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await outcomeOf(parse, bytes)).toBeInstanceOf(AfterwordError)
      }),
      { numRuns: 300 },
    )
  })
})

describe('changed in one place', () => {
  const flip = (bytes: Uint8Array) =>
    fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, xor]) => {
      const changed = bytes.slice()
      changed[at]! ^= xor
      return changed
    })

  it('an encrypted key does not open, or is the same key still', async () => {
    const property = fc.asyncProperty(flip(key), async (changed) => {
      const opened = await outcomeOf((bytes) => decryptPrivateKey(bytes, 'correct horse'), changed)
      if (!(opened instanceof AfterwordError)) expect(privateKey.equals(opened as KeyObject)).toBe(true)
    })
    await fc.assert(property, { numRuns: 40, interruptAfterTimeLimit: 5000 })
  })

  it('a certificate is read or refused', async () => {
    const property = fc.asyncProperty(flip(ada.signer.certificate), async (changed) => {
      await outcomeOf(describeCertificate, changed)
    })
    await fc.assert(property, { numRuns: 1000 })
  })

  it('a signature is never good', async () => {
    const property = fc.asyncProperty(flip(cms), async (changed) => {
      const { signature, integrity } = await verifyCms({ ...trust, cms: changed, content })
      expect([...signature, ...integrity].some((check) => check.outcome !== 'good')).toBe(true)
    })
    await fc.assert(property, { numRuns: 500 })
  })
})

describe('a verdict, never a crash, is given on', () => {
  it.each(hostile.filter(([name]) => name !== 'a signature'))('%s as a signature', async (_name, bytes) => {
    const { signature } = await verifyCms({ ...trust, cms: bytes, content })
    expect(signature.some((check) => check.outcome === 'bad')).toBe(true)
  })

  it.each(hostile)('%s as a time-stamp', async (_name, bytes) => {
    const { checks, time } = await verifyTimestamp(bytes, content, trust)
    expect(checks.some((check) => check.outcome === 'bad')).toBe(true)
    expect(time).toBeUndefined()
  })

  it('anything as a signature or a time-stamp', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await verifyCms({ ...trust, cms: bytes, content })).signature[0]?.outcome).toBe('bad')
        expect((await verifyTimestamp(bytes, content, trust)).checks[0]?.outcome).toBe('bad')
      }),
      { numRuns: 300 },
    )
  })
})
