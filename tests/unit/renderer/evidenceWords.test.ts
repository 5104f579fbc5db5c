import { describe, expect, it } from 'vitest'
import { filesOf, titleOf } from '../../../src/renderer/features/evidence/addFiles.ts'
import { periodWords, previewKindOf } from '../../../src/renderer/features/evidence/mediaKinds.ts'
import { nameOf } from '../../../src/renderer/features/identities/commonName.ts'
import { pemOf } from '../../../src/renderer/features/verification/readPem.ts'

describe('evidence as it comes in', () => {
  it.each([
    ['pool_waiting_13-40.png', 'pool waiting 13-40'],
    ['report.2026.pdf', 'report.2026'],
    ['LICENSE', 'LICENSE'],
    ['.env', '.env'],
  ])('%s is called “%s” at first', (fileName, title) => {
    expect(titleOf(fileName)).toBe(title)
  })

  it('pasted pictures get the time in their name, files keep theirs', () => {
    const files = [
      new File(['a'], 'image.png', { type: 'image/png' }),
      new File(['b'], 'image of the pool.png', { type: 'image/png' }),
    ]
    const clipboard = { files } as unknown as DataTransfer
    expect(filesOf(clipboard, new Date('2026-11-24T14:05:00Z')).map((file) => file.name)).toEqual([
      'Pasted picture 2026-11-24 14.05 UTC.png',
      'image of the pool.png',
    ])
    expect(filesOf(null, new Date())).toEqual([])
  })

  it.each([
    ['image/png', 'image'],
    ['application/pdf', 'pdf'],
    ['text/plain', 'text'],
    ['image/svg+xml', 'none'],
    ['text/html', 'none'],
  ])('%s is looked at as %s', (mediaType, kind) => {
    expect(previewKindOf(mediaType)).toBe(kind)
  })

  it.each([
    ['2026-11-20', '2026-11-20', '2026-11-20'],
    ['2026-11-20', '2026-11-22', '2026-11-20 to 2026-11-22'],
    ['2026-11-20', null, 'From 2026-11-20'],
    [null, '2026-11-22', 'Until 2026-11-22'],
    [null, null, ''],
  ])('from %s to %s reads “%s”', (effectiveFrom, effectiveTo, words) => {
    expect(periodWords({ effectiveFrom, effectiveTo }, (day) => day)).toBe(words)
  })
})

describe('the name in a certificate', () => {
  it.each([
    ['CN=Mira Lindqvist, O=Northwind', 'Mira Lindqvist'],
    ['O=Northwind, CN=Lindqvist\\, Mira', 'Lindqvist, Mira'],
    ['O=Northwind', 'O=Northwind'],
  ])('%s is %s', (subject, name) => {
    expect(nameOf(subject)).toBe(name)
  })
})

describe('a certificate file to trust', () => {
  const der = Uint8Array.from([0x30, 0x82, ...Array.from({ length: 62 }, (_, index) => index)])

  it('may be PEM or DER', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
    expect(pemOf(new TextEncoder().encode(`${pem}\n`), 'root.pem')).toBe(pem)
    const lines = pemOf(der, 'root.der').split('\n')
    expect(lines[0]).toBe('-----BEGIN CERTIFICATE-----')
    expect(Buffer.from(lines.slice(1, -1).join(''), 'base64')).toEqual(Buffer.from(der))
    expect(lines.every((line) => line.length <= 64)).toBe(true)
  })

  it('is refused by name where it is neither', () => {
    expect(() => pemOf(new TextEncoder().encode('hello'), 'hello.txt')).toThrow(
      'hello.txt holds no certificate.',
    )
  })
})
