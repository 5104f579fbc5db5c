import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, startWorkspace } from '../app.ts'
import { ec, hasOpenssl, makeAuthority, makePkcs12, openssl, rsa } from './openssl.ts'

describe.skipIf(!hasOpenssl)('a PKCS #12 file (skipped without openssl)', () => {
  let app: App & { personId: string }
  let folder: string
  let good: string

  beforeAll(async () => {
    app = await startWorkspace()
    // openssl dates certificates by the real clock
    app.clock.now = new Date(Date.now() + 3_600_000)
    folder = join(app.folder, 'authority')
    mkdirSync(folder)
    makeAuthority(folder)
    good = makePkcs12(folder, 'Good', { key: ec })
  })
  afterAll(() => app?.close())

  async function input(path: string, filePassphrase = 'of the file') {
    const { ref: file } = await app.core.files.offer(path)
    return { personId: app.personId, file, filePassphrase, passphrase: 'my own' }
  }

  it.each<[string, { key: string[]; export?: string[] }, string]>([
    ['EC key, modern encryption', { key: ec }, 'ECDSA P-256'],
    ['RSA key, modern encryption', { key: rsa }, 'RSA 2048'],
    [
      'RSA key, older encryption',
      { key: rsa, export: ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'SHA1'] },
      'RSA 2048',
    ],
  ])('with an %s becomes an identity, its issuer kept', async (name, options, algorithm) => {
    const path = makePkcs12(folder, name.replaceAll(/\W/g, ''), options)
    const { id } = await app.call('identities.importPkcs12', await input(path))
    const found = (await app.call('identities.list', {})).find((one) => one.id === id)
    expect(found).toMatchObject({
      kind: 'imported',
      issuer: 'O=Nordlys, CN=Nordlys CA',
      algorithm,
      state: 'valid',
      person: { id: app.personId },
    })
    await app.call('identities.changePassphrase', { id, passphrase: 'my own', newPassphrase: 'another' })
  })

  it('is taken once', async () => {
    await app.call('identities.importPkcs12', await input(good))
    const again = await app.refused('identities.importPkcs12', await input(good))
    expect(again).toMatchObject({ code: 'conflict' })
  })

  it.each<[string, () => string, string, string, RegExp]>([
    ['under another passphrase', () => good, 'wrong', 'not-allowed', /passphrase does not open this file/],
    [
      'with a key that Afterword does not sign with',
      () => odd(),
      'of the file',
      'invalid-input',
      /P-256 or with RSA/,
    ],
    [
      'whose certificate is for encryption alone',
      () => encrypting(),
      'of the file',
      'invalid-input',
      /not issued for/,
    ],
    ['that has no private key', () => keyless(), 'of the file', 'invalid-input', /no private key/],
    ['that is empty', () => made('empty', Buffer.alloc(0)), 'x', 'invalid-input', /not a PKCS #12/],
    ['that is a text', () => made('text', Buffer.from('hello')), 'x', 'invalid-input', /not a PKCS #12/],
    ['that is noise', () => made('noise', randomBytes(3000)), 'x', 'invalid-input', /not a PKCS #12/],
    [
      'that is cut off',
      () => made('cut', readFileSync(good).subarray(0, 700)),
      'of the file',
      'invalid-input',
      /./,
    ],
    [
      'that is far too large',
      () => made('large', Buffer.alloc(1_000_001)),
      'x',
      'invalid-input',
      /too large/,
    ],
  ])('%s is refused, and nothing is changed', async (_, path, filePassphrase, code, message) => {
    const before = await app.call('identities.list', {})
    const error = await app.refused('identities.importPkcs12', await input(path(), filePassphrase))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(await app.call('identities.list', {})).toEqual(before)
  })

  it('whose certificate has expired is refused with the day', async () => {
    const path = makePkcs12(folder, 'Short', { key: ec, days: 1 })
    const { now } = app.clock
    app.clock.now = new Date(now.getTime() + 3 * 86_400_000)
    const error = await app.refused('identities.importPkcs12', await input(path))
    app.clock.now = now
    expect(error.message).toMatch(/expired on \d{4}-\d\d-\d\d/)
  })

  it('that was changed anywhere is never an error without a sentence', async () => {
    const bytes = readFileSync(good)
    const path = join(folder, 'fuzz.p12')
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(bytes)
        changed[at]! ^= by
        writeFileSync(path, changed)
        const error = await app.refused('identities.importPkcs12', await input(path))
        expect(['invalid-input', 'not-allowed', 'conflict']).toContain(error.code)
      }),
      { numRuns: 60 },
    )
  })

  function made(name: string, bytes: Uint8Array): string {
    const path = join(folder, `${name}.p12`)
    writeFileSync(path, bytes)
    return path
  }

  const odd = () =>
    makePkcs12(folder, 'Odd', { key: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'] })
  const encrypting = () => makePkcs12(folder, 'Encrypting', { key: rsa, usage: 'keyEncipherment' })
  function keyless(): string {
    const files = ['-nokeys', '-in', 'ca.pem', '-out', 'keyless.p12']
    openssl(folder, 'pkcs12', '-export', ...files, '-passout', 'pass:of the file')
    return join(folder, 'keyless.p12')
  }
})
