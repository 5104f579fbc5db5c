import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chunkSize, decryptFrom, encryptInto, storedSize } from '#core/evidence/cipher.ts'
import { unwrapFileKey, wrapFileKey } from '#core/evidence/fileKey.ts'

const key = randomBytes(32)
const step = chunkSize + 16
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-cipher-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function* inPieces(bytes: Uint8Array, piece: number) {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
}

async function encrypt(
  bytes: Uint8Array,
  piece = 100_000,
): Promise<{ path: string; size: number; sha256: string }> {
  const path = join(folder, randomBytes(8).toString('hex'))
  const file = await open(path, 'wx')
  const written = await encryptInto(file, key, inPieces(bytes, piece))
  await file.close()
  return { path, ...written }
}

async function decrypt(of: { path: string; size: number; sha256: string }, withKey = key): Promise<Buffer> {
  const file = await open(of.path, 'r')
  try {
    const pieces: Buffer[] = []
    for await (const piece of decryptFrom(file, withKey, of)) pieces.push(piece)
    return Buffer.concat(pieces)
  } finally {
    await file.close()
  }
}

describe('a stored file', () => {
  it.each([0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 3 * chunkSize, 3 * chunkSize + 77])(
    'of %i bytes comes back as it was, and takes the size that is said',
    async (size) => {
      const bytes = randomBytes(size)
      const stored = await encrypt(bytes)
      expect(stored).toMatchObject({ size, sha256: createHash('sha256').update(bytes).digest('hex') })
      expect(readFileSync(stored.path).length).toBe(storedSize(size))
      expect((await decrypt(stored)).equals(bytes)).toBe(true)
    },
  )

  it('does not depend on the pieces in which it came', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2_500_000 }),
        fc.integer({ min: 50_000, max: 1_500_000 }),
        async (size, piece) => {
          const bytes = Buffer.alloc(size, 7)
          expect((await decrypt(await encrypt(bytes, piece))).equals(bytes)).toBe(true)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('shows nothing of what is in it', async () => {
    const text = Buffer.from('a very recognizable sentence. '.repeat(20_000))
    const stored = await encrypt(text)
    expect(readFileSync(stored.path).includes('recognizable')).toBe(false)
  })

  const big = randomBytes(3 * chunkSize + 1000)
  const chunk = (bytes: Buffer, index: number) => bytes.subarray(16 + index * step, 16 + (index + 1) * step)
  const head = (bytes: Buffer) => bytes.subarray(0, 16)

  it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['a bit of the first chunk turned', (b) => flip(b, 20), /changed/],
    [
      'a bit in the middle turned',
      (b) => flip(b, 16 + step + 5),
      new RegExp(`bytes from ${chunkSize} on were changed`),
    ],
    ['a bit of the last tag turned', (b) => flip(b, b.length - 1), /changed/],
    ['a bit of the beginning turned', (b) => flip(b, 3), /beginning/],
    ['its last byte cut off', (b) => b.subarray(0, -1), /cut off/],
    ['its last chunk cut off', (b) => b.subarray(0, 16 + 3 * step), /cut off/],
    ['nothing left', () => Buffer.alloc(0), /cut off/],
    ['a byte added', (b) => Buffer.concat([b, Buffer.of(0)]), /added/],
    ['a chunk added', (b) => Buffer.concat([b, chunk(b, 0)]), /added/],
    [
      'two chunks in each other’s places',
      (b) => Buffer.concat([head(b), chunk(b, 1), chunk(b, 0), b.subarray(16 + 2 * step)]),
      /bytes from 0 on were changed/,
    ],
    [
      'a chunk twice',
      (b) => Buffer.concat([head(b), chunk(b, 0), chunk(b, 0), b.subarray(16 + 2 * step)]),
      new RegExp(`bytes from ${chunkSize} on were changed`),
    ],
  ])('is refused with %s', async (_, change, message) => {
    const stored = await encrypt(big)
    writeFileSync(stored.path, change(readFileSync(stored.path)))
    await expect(decrypt(stored)).rejects.toThrow(message)
  })

  it('that was cut at a chunk is refused also where its size was changed along', async () => {
    const stored = await encrypt(big)
    const bytes = readFileSync(stored.path)
    writeFileSync(stored.path, bytes.subarray(0, 16 + 2 * step))
    await expect(decrypt({ ...stored, size: 2 * chunkSize })).rejects.toThrow('were changed')
  })

  it('is refused under the hash of another file, before its last piece comes', async () => {
    const stored = await encrypt(big)
    const file = await open(stored.path, 'r')
    let length = 0
    const read = async () => {
      for await (const piece of decryptFrom(file, key, { ...stored, sha256: '0'.repeat(64) }))
        length += piece.length
    }
    await expect(read()).rejects.toThrow('SHA-256')
    await file.close()
    expect(length).toBe(3 * chunkSize)
  })

  it('is refused wherever a byte is changed', async () => {
    const small = await encrypt(randomBytes(500))
    const bytes = readFileSync(small.path)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = Buffer.from(bytes)
          changed[at]! ^= by
          writeFileSync(small.path, changed)
          await expect(decrypt(small)).rejects.toMatchObject({ name: 'DamagedBlob' })
        },
      ),
      { numRuns: 200 },
    )
  })

  it('does not open under another key', async () => {
    await expect(decrypt(await encrypt(big), randomBytes(32))).rejects.toThrow('were changed')
  })
})

describe('the key of a stored file', () => {
  const hash = 'ab'.repeat(32)
  const fileKey = randomBytes(32)

  it('opens with the workspace’s key, for its file', () => {
    expect(unwrapFileKey(key, wrapFileKey(key, fileKey, hash), hash).equals(fileKey)).toBe(true)
  })

  it.each<[string, () => Buffer]>([
    ['for another file', () => unwrapFileKey(key, wrapFileKey(key, fileKey, hash), 'cd'.repeat(32))],
    ['in another workspace', () => unwrapFileKey(randomBytes(32), wrapFileKey(key, fileKey, hash), hash)],
    ['when it was changed', () => unwrapFileKey(key, flip(wrapFileKey(key, fileKey, hash), 20), hash)],
    ['when it is cut off', () => unwrapFileKey(key, wrapFileKey(key, fileKey, hash).subarray(0, 50), hash)],
    ['when it is empty', () => unwrapFileKey(key, new Uint8Array(), hash)],
  ])('does not open %s', (_, open) => {
    expect(open).toThrow('does not open')
  })
})

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at]! ^= 1
  return changed
}
