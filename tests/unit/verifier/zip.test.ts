import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '#verifier/byteSource.ts'
import { readZip, ZipError } from '#verifier/zip.ts'
import { type RawEntry, rawZip } from '../../packs/rawZip.ts'

const text = (value: string) => Buffer.from(value, 'utf8')
const file = (name: string, more: Partial<RawEntry> = {}): RawEntry => ({
  name,
  data: text('hello'),
  ...more,
})
const long = text('the same words again and again. '.repeat(40))
const good = rawZip([
  file('a.txt'),
  { name: 'b/ü.txt', data: long, deflate: true },
  file('empty', { data: text('') }),
])

async function unpack(bytes: Uint8Array): Promise<Record<string, string>> {
  const zip = await readZip(bytesSource(bytes))
  const files: Record<string, string> = {}
  for (const entry of zip.entries) {
    files[entry.name] = Buffer.from(await zip.readAll(entry, 10 ** 7)).toString('utf8')
  }
  return files
}

describe('the strict ZIP reader', () => {
  it('reads stored and deflated files', async () => {
    expect(await unpack(good)).toEqual({ 'a.txt': 'hello', 'b/ü.txt': long.toString(), empty: '' })
  })

  it('reads a file with a data descriptor, signed or not', async () => {
    for (const signed of [true, false]) {
      const descriptor = Buffer.alloc(signed ? 16 : 12)
      if (signed) descriptor.writeUInt32LE(0x08074b50, 0)
      descriptor.writeUInt32LE(0x3610a686, descriptor.length - 12)
      descriptor.writeUInt32LE(5, descriptor.length - 8)
      descriptor.writeUInt32LE(5, descriptor.length - 4)
      const bytes = rawZip([file('a', { flags: 0x808 }), file('b', { before: descriptor })])
      expect(await unpack(bytes)).toEqual({ a: 'hello', b: 'hello' })
    }
  })

  const stored = deflateRawSync(long)
  const bomb = Buffer.alloc(20 * 2 ** 20)
  const hostile: [what: string, bytes: Uint8Array, reason: RegExp][] = [
    ['nothing', text(''), /too short/],
    ['no archive', text('just some words, long enough to hold an end record'), /does not end as a ZIP/],
    ['two files of one name', rawZip([file('a'), file('a')]), /Two files .*“a”/],
    ['a byte before the first file', rawZip([file('a', { before: text('x') })]), /Before the first file/],
    ['bytes between files', rawZip([file('a'), file('b', { before: text('xyz') })]), /Between “a” and “b”/],
    ['bytes after the last file', rawZip([file('a')], { before: text('xyz') }), /After the last file/],
    ['prepended bytes', Buffer.concat([text('MZ'), good]), /does not end where the archive says/],
    ['appended bytes', Buffer.concat([good, text('xx')]), /cut off, something follows/],
    ['a comment', rawZip([file('a')], { comment: 'hi' }), /does not end as a ZIP/],
    ['a comment that looks like an end', Buffer.concat([good, good.subarray(-22)]), /does not end where/],
    ['a comment on a file', rawZip([file('a', { comment: text('c') })]), /“a” has a comment/],
    [
      'another name in its header',
      rawZip([file('a', { local: { name: 'b' } })]),
      /header of “a” says something else/,
    ],
    ['another size in its header', rawZip([file('a', { local: { size: 4 } })]), /header of “a” says/],
    ['another checksum in its header', rawZip([file('a', { local: { crc: 4 } })]), /header of “a” says/],
    ['another method in its header', rawZip([file('a', { local: { method: 8 } })]), /header of “a” says/],
    ['two entries of one place', rawZip([file('a'), file('b', { offset: 0 })]), /overlap/],
    ['encryption', rawZip([file('a', { flags: 0x801 })]), /“a” is encrypted/],
    ['strong encryption', rawZip([file('a', { flags: 0x841 })]), /“a” is encrypted/],
    ['an unknown flag', rawZip([file('a', { flags: 0x820 })]), /flags/],
    ['another method', rawZip([file('a', { method: 14 })]), /method 14/],
    ['a path that leaves the folder', rawZip([file('data/../../etc/passwd')]), /leaves the folder/],
    ['a path that begins above', rawZip([file('../a')]), /leaves the folder/],
    ['an absolute path', rawZip([file('/etc/passwd')]), /root of the disk/],
    ['a drive', rawZip([file('C:a')]), /drive/],
    ['a backslash', rawZip([file('a\\b')]), /backslash/],
    ['NUL', rawZip([file('a\0b')]), /control character/],
    ['a folder', rawZip([file('a/', { data: text('') })]), /is a folder/],
    ['an empty part', rawZip([file('a//b')]), /empty part/],
    ['a dot', rawZip([file('a/./b')]), /empty part/],
    ['a name that reads from right to left', rawZip([file('a\u202efdp.exe')]), /turn the order/],
    ['an isolated part of a name', rawZip([file('a\u2067fdp\u2069.exe')]), /turn the order/],
    ['a dot at the end', rawZip([file('data/a./b')]), /ends in a dot or a space/],
    ['a space at the end', rawZip([file('data/a ')]), /ends in a dot or a space/],
    ['a device of Windows', rawZip([file('data/Aux.txt')]), /Windows does not take/],
    ['a device, spaced', rawZip([file('data/com¹ .txt')]), /Windows does not take/],
    ['a stream beside a file', rawZip([file('data/a.txt:b')]), /Windows does not take/],
    ['no name', rawZip([file('')]), /has no name/],
    ['a name that is not UTF-8', rawZip([file('a', { name: Uint8Array.of(0x61, 0xff) })]), /not UTF-8/],
    ['a name in an unknown encoding', rawZip([file('ü', { flags: 0 })]), /encoding/],
    ['a symbolic link', rawZip([file('a', { madeBy: 0x314, external: 0xa1ff0000 })]), /is a link/],
    [
      'an extra field',
      rawZip([file('a', { extra: Uint8Array.of(0x55, 0x54, 1, 0, 0) })]),
      /carries data beside/,
    ],
    ['a wrong checksum', rawZip([file('a', { crc: 1 })]), /“a” was changed/],
    ['a size that lies, stored', rawZip([file('a', { size: 6 })]), /two sizes/],
    ['a size that is too small', rawZip([{ name: 'a', data: long, deflate: true, size: 4 }]), /to more than/],
    [
      'a size that is too large',
      rawZip([{ name: 'a', data: long, deflate: true, size: 9999 }]),
      /to less than/,
    ],
    [
      'a stream that is cut off',
      rawZip([{ name: 'a', data: long, deflate: true, packed: stored.subarray(0, -3) }]),
      /“a” cannot be unpacked/,
    ],
    [
      'bytes after a stream',
      rawZip([{ name: 'a', data: long, deflate: true, packed: Buffer.concat([stored, text('x')]) }]),
      /“a” cannot be unpacked/,
    ],
    [
      'noise for a stream',
      rawZip([{ name: 'a', data: long, method: 8, packed: Buffer.alloc(30, 0xff) }]),
      /“a” cannot be unpacked/,
    ],
    ['a bomb', rawZip([{ name: 'a', data: bomb, deflate: true }]), /200 times/],
    [
      'a bomb that hides its size',
      rawZip([{ name: 'a', data: bomb, deflate: true, size: 10 }]),
      /to more than/,
    ],
    [
      'many small bombs',
      rawZip(Array.from({ length: 200 }, (_, n) => file(`${n}`, { method: 8, size: 6 * 2 ** 20 }))),
      /not unpacked/,
    ],
    ['too many files', rawZip([file('a')], { count: 20_001 }), /20001 files/],
    ['more files than it counts', rawZip([file('a'), file('b')], { count: 1 }), /more than the files/],
    ['fewer files than it counts', rawZip([file('a')], { count: 2 }), /File 2 .* damaged/],
  ]

  it.each(hostile)('refuses %s', async (_, bytes, reason) => {
    const error = await unpack(bytes).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(ZipError)
    expect((error as ZipError).message).toMatch(reason)
  })

  it('refuses every archive that is cut off', async () => {
    for (let length = 0; length < good.length; length++) {
      await expect(unpack(good.subarray(0, length))).rejects.toThrow(ZipError)
    }
  })

  it('never crashes on noise: it reads, or says why not', async () => {
    const change = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Uint8Array.from(good)
        for (const { at, byte } of changes) bytes[at] = byte
        await unpack(bytes).catch((error: unknown) => {
          if (!(error instanceof ZipError)) throw error
        })
      }),
      { numRuns: 1500 },
    )
  })
})
