import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chunkSize, DamagedBlob, encryptInto } from '#core/evidence/cipher.ts'
import type { StoredFile } from '#core/evidence/copyStored.ts'
import { PackThread } from '#core/packs/packThread.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-thread-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function* once(content: Buffer) {
  yield content
}

async function stored(name: string, content: Buffer): Promise<StoredFile> {
  const path = join(folder, name)
  const key = randomBytes(32)
  const file = await open(path, 'wx')
  const { size, sha256 } = await encryptInto(file, key, once(content))
  await file.close()
  return { path, key, size, sha256 }
}

/** What `use` does with the thread beside an open file, and the file's bytes after that. */
async function beside<T>(use: (thread: PackThread) => Promise<T>): Promise<{ result: T; bytes: Buffer }> {
  const path = join(folder, 'out')
  const file = await open(path, 'w+')
  const thread = new PackThread(file)
  try {
    return { result: await use(thread), bytes: readFileSync(path) }
  } finally {
    await thread.close()
    await file.close()
  }
}

const failed = (of: Promise<unknown>) => of.then(() => undefined).catch((error: unknown) => error)

describe('the thread beside a pack', () => {
  it('copies evidence of any size to its place, and hashes the whole', async () => {
    const contents = [0, 1, chunkSize, 2 * chunkSize + 7].map((size) => randomBytes(size))
    const seen: number[] = []
    const { result, bytes } = await beside(async (thread) => {
      let at = 0
      const crcs: number[] = []
      for (const [index, content] of contents.entries()) {
        const see = (count: number) => seen.push(count)
        crcs.push(await thread.copy(await stored(`${index}`, content), at, see, undefined))
        at += content.length
        thread.advance(at)
      }
      return { crcs, sha256: await thread.finish(at) }
    })
    const whole = Buffer.concat(contents)
    expect(bytes).toEqual(whole)
    expect(result.crcs).toEqual(contents.map((content) => crc32(content)))
    expect(result.sha256).toBe(createHash('sha256').update(whole).digest('hex'))
    expect(seen.reduce((sum, count) => sum + count, 0)).toBe(whole.length)
  })

  it('says what is damaged or missing, and goes on with others', async () => {
    const good = await stored('good', randomBytes(100))
    const changed = await stored('changed', randomBytes(2 * chunkSize))
    const bytes = readFileSync(changed.path)
    bytes[chunkSize + 500]! ^= 1
    writeFileSync(changed.path, bytes)
    const swapped = { ...(await stored('swapped', randomBytes(100))), sha256: good.sha256 }
    const { result } = await beside(async (thread) => {
      const copy = (file: StoredFile) => thread.copy(file, 0, () => undefined, undefined)
      return [
        await failed(copy(changed)),
        await failed(copy(swapped)),
        await failed(copy({ ...good, path: join(folder, 'nowhere') })),
        await failed(copy(good)),
      ]
    })
    expect(result[0]).toBeInstanceOf(DamagedBlob)
    expect(result[0]).toMatchObject({ message: expect.stringContaining('were changed') as string })
    expect(result[1]).toMatchObject({ message: 'its SHA-256 is another one' })
    expect(result[2]).toMatchObject({ code: 'ENOENT' })
    expect(result[3]).toBeUndefined()
  })

  it('writes nothing any more once it was told to stop', async () => {
    const large = await stored('large', randomBytes(32 * chunkSize))
    const stop = new AbortController()
    const reason = new Error('enough')
    const path = join(folder, 'out')
    const { result } = await beside(async (thread) => {
      const error = await failed(thread.copy(large, 0, () => stop.abort(reason), stop.signal))
      const size = statSync(path).size
      await new Promise((wait) => setTimeout(wait, 100))
      return { error, grown: statSync(path).size - size }
    })
    expect(result).toEqual({ error: reason, grown: 0 })
    expect(statSync(path).size).toBeLessThan(large.size)
  })
})
