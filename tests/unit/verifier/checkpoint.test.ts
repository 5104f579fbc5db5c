import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { logKeyOf, makeCheckpoint } from '#core/packs/checkpoint.ts'
import { sha256 } from '#core/packs/sha256.ts'
import {
  CheckpointError,
  formatLogKey,
  parseCheckpoint,
  parseLogKey,
  verifyCheckpoint,
} from '#verifier/checkpoint.ts'

/** The example of C2SP signed-note: a key, and a note that it signed. */
const exampleKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
/** The Go checksum database, as it answered: a real log's key and checkpoint. */
const goKey = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const origin = 'afterword/0192f0c1'
const key = logKeyOf(origin, publicKey)
const checkpoint = { origin, size: 42, root: sha256(Buffer.from('root')) }
const text = makeCheckpoint(checkpoint, privateKey)

describe('a checkpoint', () => {
  it('is three lines, an empty one, and a signature line', () => {
    const lines = text.split('\n')
    expect(lines.slice(0, 2)).toEqual([origin, '42'])
    expect(lines[2]).toBe(Buffer.from(checkpoint.root).toString('base64'))
    expect(lines[3]).toBe('')
    expect(lines[4]).toMatch(/^— afterword\/0192f0c1 [A-Za-z0-9+/]{91}=$/)
    expect(lines[5]).toBe('')
  })

  it('is read back and verifies', async () => {
    const signed = parseCheckpoint(text)
    expect(signed.checkpoint).toEqual({ ...checkpoint, root: new Uint8Array(checkpoint.root) })
    expect(await verifyCheckpoint(sha256, signed, key)).toBe(true)
  })

  it('does not verify once a byte differs, or under another key or name', async () => {
    const longer = parseCheckpoint(text.replace('\n42\n', '\n43\n'))
    expect(await verifyCheckpoint(sha256, longer, key)).toBe(false)
    const other = logKeyOf(origin, generateKeyPairSync('ed25519').publicKey)
    expect(await verifyCheckpoint(sha256, parseCheckpoint(text), other)).toBe(false)
    const renamed = parseCheckpoint(text.replaceAll(origin, 'afterword/other'))
    expect(await verifyCheckpoint(sha256, renamed, key)).toBe(false)
    expect(await verifyCheckpoint(sha256, renamed, { ...key, name: 'afterword/other' })).toBe(false)
  })

  it.each([
    ['nothing', ''],
    ['no signature', text.slice(0, text.indexOf('—'))],
    ['no last newline', text.slice(0, -1)],
    ['a size with a leading zero', text.replace('\n42\n', '\n042\n')],
    ['a negative size', text.replace('\n42\n', '\n-42\n')],
    ['a size beyond all numbers', text.replace('\n42\n', `\n${'9'.repeat(17)}\n`)],
    ['a short root', text.replace(/\n42\n[^\n]+\n/, '\n42\nAAAA\n')],
    ['a root in other base64', text.replace(/=\n\n/, '\n\n')],
    ['a carriage return', text.replace('\n42', '\r\n42')],
    ['an origin with a space', text.replace(origin, 'after word')],
    ['a signature line of another kind', text.replace('— ', '- ')],
    ['a signature that is no base64', text.replace(/ [^ ]+\n$/, ' ****\n')],
    ['far too much', text + '— a AAAAAAAA\n'.repeat(10_000)],
  ])('with %s is refused with a reason', (_, hostile) => {
    expect(() => parseCheckpoint(hostile)).toThrow(CheckpointError)
  })
})

describe('a log key', () => {
  it.each([exampleKey, goKey])('of others is read and written alike: %s', (known) => {
    expect(formatLogKey(sha256, parseLogKey(sha256, known))).toBe(known)
  })

  it.each([
    ['another hash', exampleKey.replace('c74f20a3', 'c74f20a4')],
    ['another name', exampleKey.replace('Peter', 'Petra')],
    ['another algorithm', exampleKey.replace('+ARpc', '+BRpc')],
    ['nothing', ''],
  ])('with %s is refused', (_, hostile) => {
    expect(() => parseLogKey(sha256, hostile)).toThrow(CheckpointError)
  })
})
