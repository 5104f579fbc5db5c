import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writePack } from '#core/packs/container.ts'
import { bytesSource } from '#verifier/byteSource.ts'
import { verifyFile } from '#verifier/verify.ts'
import { isGood, verificationLines } from '#verifier/words.ts'
import { unpack, verifyPath } from './packFiles.ts'
import { type House, makeHouse, makeSample, now, packContent, type Sample } from './samplePack.ts'

let folder: string
let house: House
let sample: Sample
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterword-pack-'))
  house = await makeHouse('Example root', 'afterword/house')
  sample = await makeSample(house)
  path = join(folder, 'pack.asice')
  await writePack(path, packContent(sample), house.exporter, { now })
})
afterAll(() => rm(folder, { recursive: true }))

describe('a pack', () => {
  it('is good in all three verdicts', async () => {
    const verification = await verifyPath(path, house.root)
    expect(verificationLines('pack', verification).filter((line) => /BAD|\? {2}/.test(line))).toEqual([])
    expect(isGood(verification)).toBe(true)
    expect(verification.signers.map(({ name, level }) => [name, level])).toEqual([
      ['Chris Compliance', 'B-B'],
      ['Val Idator', 'B-B'],
      ['Remy Viewer', 'B-B'],
      ['Chris Compliance', 'B-B'],
      ['Chris Compliance', 'B-B'],
    ])
  })

  it('says which root it was made under, when none is trusted yet', async () => {
    const verification = await verifyFile(bytesSource(await readFile(path)), 'pack', { trusted: [], now })
    expect(verification.signature.outcome).toBe('unknown')
    expect(verification.integrity.outcome).toBe('good')
    expect(
      verification.signature.checks.some(({ message }) => message.includes('compare its fingerprint')),
    ).toBe(true)
  })

  it('is not written with more files than a verifier reads', async () => {
    const content = packContent(sample)
    const [file] = content.files
    const many = Array.from({ length: 19_993 }, (_, index) => ({ ...file!, path: `data/exhibits/${index}` }))
    const target = join(folder, 'many.asice')
    await expect(writePack(target, { ...content, files: many }, house.exporter, { now })).rejects.toThrow(
      'A pack holds up to 20000 files; this one would have 20001.',
    )
    expect(await readdir(folder)).not.toContain('many.asice')
  })

  it('keeps two exhibits of one name, and their names', async () => {
    const names = [...(await unpack(path)).keys()].filter((name) => name.startsWith('data/exhibits/'))
    expect(names).toEqual([
      'data/exhibits/EX-0001 Protokoll – ü.log',
      'data/exhibits/EX-0002 Protokoll – ü.log',
    ])
  })

  it('stands in a fixed order, mimetype first and the signature last', async () => {
    const names = [...(await unpack(path)).keys()]
    expect(names[0]).toBe('mimetype')
    expect(names.slice(-2)).toEqual(['META-INF/ASiCManifest001.xml', 'META-INF/signature001.p7s'])
    const payload = names.filter((name) => name.startsWith('data/'))
    expect(payload).toEqual(payload.toSorted())
  })

  it('is the same again but for signatures, whatever the time zone and the order of the files', async () => {
    const before = process.env.TZ
    process.env.TZ = 'Pacific/Chatham'
    const again = join(folder, 'again.asice')
    try {
      const content = packContent(sample)
      await writePack(again, { ...content, files: content.files.toReversed() }, house.exporter, { now })
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
    const [one, two] = [await readFile(path), await readFile(again)]
    // the signature and what follows it alone may differ: ECDSA takes a random number
    const end = one.indexOf('META-INF/signature001.p7s') - 30
    expect(two.subarray(0, end).equals(one.subarray(0, end))).toBe(true)
    expect((await unpack(again)).size).toBe((await unpack(path)).size)
  })

  it('that is partial is bad in completeness alone, and names what is missing', async () => {
    const partial = structuredClone(sample.record)
    partial.completeness = {
      ...sample.completeness,
      verdict: 'PARTIAL',
      included: ['report', 'EX-0001', 'audit log'],
      missing: [{ what: 'EX-0002', title: 'Log 2', reason: 'withheld: names a customer' }],
    }
    const files = new Map(sample.files)
    files.delete('data/exhibits/EX-0002 Protokoll – ü.log')
    files.set('data/review.json', {
      bytes: Buffer.from(JSON.stringify(partial)),
      mediaType: 'application/json',
    })
    const out = join(folder, 'partial.asice')
    const content = packContent({ files, completeness: partial.completeness, record: partial })
    await writePack(out, content, house.exporter, { now })
    const verification = await verifyPath(out, house.root)
    expect([verification.signature, verification.integrity].map(({ outcome }) => outcome)).toEqual([
      'good',
      'good',
    ])
    expect(verification.completeness.outcome).toBe('bad')
    expect(verification.completeness.checks[0]!.message).toBe(
      'Missing: EX-0002 (“Log 2”). Reason: withheld: names a customer',
    )
    const info = Buffer.from((await unpack(out)).get('bag-info.txt')!).toString()
    expect(info).toContain('Afterword-Completeness: PARTIAL\nAfterword-Missing: EX-0002 Log 2: withheld')
  })
})

describe('writing a pack', () => {
  it('tells the size and the hash of the whole, also of a large one in odd pieces', async () => {
    const large = Buffer.from(
      Array.from({ length: 3_500_007 }, (_, index) => (index * 7 + (index >> 9)) & 255),
    )
    const content = packContent(sample)
    content.files.push({
      path: 'data/volume/large.bin',
      mediaType: 'application/octet-stream',
      size: large.length,
      open: async function* () {
        for (let at = 0, step = 1; at < large.length; at += step, step = (step * 5 + 3) % 300_000)
          yield large.subarray(at, at + step)
      },
    })
    const out = join(folder, 'large.asice')
    const { size, sha256 } = await writePack(out, content, house.exporter, { now })
    const bytes = await readFile(out)
    expect(size).toBe(bytes.length)
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(large.equals((await unpack(out)).get('data/volume/large.bin')!)).toBe(true)
    expect(isGood(await verifyPath(out, house.root))).toBe(true)
  })

  const failing = async (change: (content: ReturnType<typeof packContent>) => void, signal?: AbortSignal) => {
    const own = await mkdtemp(join(folder, 'whole-'))
    const out = join(own, 'pack.asice')
    await writeFile(out, 'what was there before')
    const content = packContent(sample)
    change(content)
    const error = await writePack(out, content, house.exporter, { now, signal }).then(
      () => undefined,
      (thrown: Error) => thrown,
    )
    expect(await readdir(own)).toEqual(['pack.asice'])
    expect(await readFile(out, 'utf8')).toBe('what was there before')
    return error
  }

  it('leaves nothing behind when a file cannot be read', async () => {
    const error = await failing(({ files }) => {
      const open = async function* () {
        yield new Uint8Array(10)
        throw new Error('disk error')
      }
      files[3] = { ...files[3]!, open }
    })
    expect(error?.message).toBe('disk error')
  })

  it('leaves nothing behind when it is cancelled', async () => {
    expect(await failing(() => undefined, AbortSignal.abort())).toMatchObject({ code: 'cancelled' })
  })

  it('refuses a file with another hash, by name', async () => {
    const error = await failing(({ files }) => {
      files[0]!.sha256 = '00'.repeat(32)
    })
    expect(error).toMatchObject({ code: 'corrupt', details: { path: 'data/review.json' } })
  })

  it('refuses a file outside of data/, and two of one name', async () => {
    expect((await failing(({ files }) => (files[0]!.path = 'x')))?.message).toContain(
      'does not stand in data/',
    )
    expect((await failing(({ files }) => (files[0]!.path = files[1]!.path)))?.message).toContain('Two files')
  })
})
