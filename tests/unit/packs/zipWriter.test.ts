import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ZipWriter } from '#core/packs/zipWriter.ts'
import { type ByteSource, bytesSource } from '#verifier/byteSource.ts'
import { readZip } from '#verifier/zip.ts'

const folder = await mkdtemp(join(tmpdir(), 'afterword-zip-'))
afterAll(() => rm(folder, { recursive: true }))

async function write(name: string, fill: (zip: ZipWriter) => Promise<unknown>): Promise<string> {
  const path = join(folder, name)
  const file = await open(path, 'w')
  const zip = new ZipWriter(file, new Date('2026-11-20T13:05:10Z'))
  await fill(zip).finally(() => undefined)
  await zip.finish()
  await file.close()
  return path
}

describe('the ZIP writer', () => {
  it('puts mimetype first, stored and without extra field, and hashes what it writes', async () => {
    const text = Buffer.from('words and words '.repeat(5000))
    const path = await write('small.zip', async (zip) => {
      await zip.addBytes('mimetype', Buffer.from('application/zip'), 'store')
      const entry = await zip.addBytes('data/ü.txt', text, 'deflate')
      expect(entry).toEqual({
        name: 'data/ü.txt',
        size: text.length,
        sha256: createHash('sha256').update(text).digest('hex'),
      })
    })
    const bytes = await readFile(path)
    expect(bytes.subarray(30, 53).toString('latin1')).toBe('mimetypeapplication/zip')
    expect(bytes.readUInt16LE(28)).toBe(0)
    const zip = await readZip(bytesSource(bytes))
    expect(zip.entries.map(({ name, method }) => [name, method])).toEqual([
      ['mimetype', 'store'],
      ['data/ü.txt', 'deflate'],
    ])
    expect(Buffer.from(await zip.readAll(zip.entries[1]!, 10 ** 6)).equals(text)).toBe(true)
    expect(bytes.length).toBeLessThan(2000)
  })

  it('writes the time in UTC, whatever the zone of the machine', async () => {
    const before = process.env.TZ
    try {
      const both = []
      for (const zone of ['Asia/Tokyo', 'America/St_Johns']) {
        process.env.TZ = zone
        expect(new Date('2026-11-20T13:05:10Z').getHours()).not.toBe(13)
        both.push(
          await readFile(await write('zone.zip', (zip) => zip.addBytes('a', Buffer.from('a'), 'store'))),
        )
      }
      expect(both[0]!.equals(both[1]!)).toBe(true)
      expect(both[0]!.readUInt16LE(10)).toBe((13 << 11) | (5 << 5) | 5)
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  })

  it('refuses a name twice, a name that leaves the folder, and a file that changed its size', async () => {
    await write('refused.zip', async (zip) => {
      await zip.addBytes('a', Buffer.from('a'), 'store')
      await expect(zip.addBytes('a', Buffer.from('a'), 'store')).rejects.toThrow('Two files')
      await expect(zip.addBytes('../a', Buffer.from('a'), 'store')).rejects.toThrow('leaves the folder')
      const content = (async function* () {
        yield Buffer.from('abc')
      })()
      await expect(zip.add({ name: 'b', method: 'store', size: 5, content })).rejects.toThrow(
        '3 bytes, not 5',
      )
    }).catch(() => undefined)
  })

  it('counts more files than 16 bits hold in a record of large sizes', async () => {
    const count = 65_540
    const path = await write('many.zip', async (zip) => {
      for (let index = 0; index < count; index++)
        await zip.addBytes(`data/${index}`, Buffer.from('a'), 'store')
    })
    const bytes = await readFile(path)
    expect(bytes.readUInt16LE(bytes.length - 22 + 10)).toBe(0xffff)
    await expect(readZip(bytesSource(bytes))).rejects.toThrow('65540 files; at most 20000 are read')
    const zip = await readZip(bytesSource(bytes), count)
    expect(zip.entries.length).toBe(count)
    expect(Buffer.from(await zip.readAll(zip.entries.at(-1)!, 10)).toString()).toBe('a')
    // python’s zipfile is not ours
    const script =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(len(z.namelist()), z.testzip())'
    const python = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' })
    if (python.error) console.warn('not compared with Python, which is not there')
    else expect(python.stdout.trim()).toBe(`${count} None`)
  }, 120_000)

  it('writes a file of more than 4 GiB, and what follows it, with 64-bit fields', async () => {
    const sparse = await writeLarge()
    const zip = await readZip(sparse.source)
    expect(zip.entries.map(({ name, size }) => [name, size])).toEqual([
      ['large', 2 ** 32 + 5],
      ['after', 1],
    ])
    expect(Buffer.from(await zip.readAll(zip.entries[1]!, 10)).toString()).toBe('b')
  }, 300_000)
})

/** Zeros are not kept: what the writer writes goes to a list of pieces that are not all zero. */
async function writeLarge(): Promise<{ source: ByteSource }> {
  const pieces: { at: number; bytes: Buffer }[] = []
  let size = 0
  const file = {
    write: async (bytes: Uint8Array, at: number, length: number, position: number) => {
      const piece = Buffer.from(bytes.subarray(at, at + length))
      if (piece.length < 2 ** 20) pieces.push({ at: position, bytes: piece })
      size = Math.max(size, position + length)
      return { bytesWritten: length, buffer: bytes }
    },
  }
  const writer = new ZipWriter(file as never, new Date('2026-11-20T13:05:10Z'))
  const block = new Uint8Array(2 ** 26)
  const content = (async function* () {
    for (let n = 0; n < 64; n++) yield block
    yield block.subarray(0, 5)
  })()
  await writer.add({ name: 'large', method: 'store', size: 2 ** 32 + 5, content })
  await writer.addBytes('after', Buffer.from('b'), 'store')
  await writer.finish()
  const read = async (offset: number, length: number) => {
    const result = Buffer.alloc(length)
    for (const { at, bytes } of pieces) {
      const from = Math.max(at, offset)
      const to = Math.min(at + bytes.length, offset + length)
      if (from < to) bytes.copy(result, from - offset, from - at, to - at)
    }
    return result
  }
  return { source: { size, read } }
}
