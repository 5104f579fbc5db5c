import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ZipWriter } from '#core/packs/zipWriter.ts'
import { backupWorkspace } from '#core/workspace/backup.ts'
import { type BackupManifest, contentOf, manifestMac, openBackup } from '#core/workspace/backupFormat.ts'
import { restoreWorkspace } from '#core/workspace/restore.ts'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { bytesSource } from '#verifier/byteSource.ts'
import { readZip } from '#verifier/zip.ts'
import { type RawEntry, rawZip } from '../../packs/rawZip.ts'
import { passphrase } from '../app.ts'
import { startWorld } from '../evidence/world.ts'

interface Part {
  name: string
  data: Buffer
}

let folder: string
let good: Buffer
let parts: Part[]
let workspaceKey: Buffer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-hostile-'))
  const world = await startWorld()
  await world.add(world.file('a.bin', randomBytes(3_000)))
  await world.add(world.file('b.bin', randomBytes(3_000)))
  await world.call('workspace.close', {})
  const workspace = await openWorkspace(world.workspaceFolder, passphrase, world.clock.now)
  await backupWorkspace(workspace, join(folder, 'good.zip'), { now: world.clock.now })
  workspaceKey = Buffer.from(workspace.key)
  await workspace.close()
  await world.close()
  good = readFileSync(join(folder, 'good.zip'))
  const archive = await readZip(bytesSource(good))
  parts = await Promise.all(
    archive.entries.map(async (entry) => ({
      name: entry.name,
      data: Buffer.from(await archive.readAll(entry, entry.size)),
    })),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const evidence = () => parts.filter((part) => part.name.startsWith('evidence/'))
const without = (...names: string[]) => parts.filter((part) => !names.includes(part.name))
const zip = (entries: RawEntry[]) => Buffer.from(rawZip(entries))

/** The same backup with one of its files changed. */
function changed(name: string, change: (data: Buffer) => Buffer): Part[] {
  return parts.map((part) => (part.name === name ? { name, data: change(Buffer.from(part.data)) } : part))
}

/** The files, and a manifest for them as somebody makes it who has the workspace's key. */
function remade(
  files: Part[],
  change: (manifest: BackupManifest) => object = (manifest) => manifest,
): Part[] {
  const old = JSON.parse(String(parts.find((part) => part.name === 'manifest.json')!.data)) as BackupManifest
  const kept = files.filter((part) => !part.name.startsWith('manifest.'))
  const listed = kept.map(({ name, data }) => ({ name, size: data.length, sha256: sha256(data) }))
  const data = Buffer.from(JSON.stringify(change({ ...old, files: listed })))
  const mac = Buffer.from(manifestMac(workspaceKey, data))
  return [...kept, { name: 'manifest.json', data }, { name: 'manifest.hmac', data: mac }]
}

function withCost(cost: object): Part[] {
  return changed('workspace.json', (data) => {
    const file = JSON.parse(String(data)) as { kdf: object }
    const text = JSON.stringify({ ...file, kdf: { ...file.kdf, ...cost } })
    return Buffer.from(text.padEnd(data.length))
  })
}

function flip(data: Buffer): Buffer {
  data[data.length >> 1]! ^= 1
  return data
}

async function restoring(bytes: Uint8Array, withPassphrase = passphrase): Promise<unknown> {
  const room = mkdtempSync(join(folder, 'room-'))
  const path = join(room, 'backup.zip')
  writeFileSync(path, bytes)
  try {
    await restoreWorkspace(path, join(room, 'restored'), withPassphrase)
    return 'restored'
  } catch (error) {
    expect(readdirSync(room)).toEqual(['backup.zip'])
    expect(readdirSync(folder).filter((name) => !/^(room-.*|good\.zip)$/.test(name))).toEqual([])
    return error
  }
}

describe('a backup that was tampered with is refused in one sentence, and nothing is left', () => {
  it('(the backup itself is good, also when it is packed up again)', async () => {
    expect(await restoring(good)).toBe('restored')
    expect(await restoring(zip(remade(parts)))).toBe('restored')
  })

  it.each<[string, () => Uint8Array, RegExp]>([
    ['an empty file', () => Buffer.alloc(0), /too short/],
    ['noise', () => randomBytes(5_000), /does not end as a ZIP/],
    ['a text', () => Buffer.from('hello '.repeat(100)), /does not end as a ZIP/],
    [
      'a ZIP archive of somebody',
      () => zip([{ name: 'a.txt', data: Buffer.from('a') }]),
      /no manifest\.json/,
    ],
    ['cut off in the middle', () => good.subarray(0, good.length >> 1), /does not end as a ZIP/],
    ['one byte cut off', () => good.subarray(0, -1), /does not end|cut off/],
    ['bytes appended', () => Buffer.concat([good, Buffer.from('x')]), /does not end|cut off|comment/],
    ['bytes in front', () => Buffer.concat([Buffer.from('x'), good]), /bytes were added/],
    ['its manifest missing', () => zip(without('manifest.json')), /no manifest\.json/],
    ['its seal missing', () => zip(without('manifest.hmac')), /no manifest\.hmac/],
    ['its database missing', () => zip(without('workspace.db')), /“workspace\.db” is missing/],
    ['its key file missing', () => zip(without('workspace.json')), /“workspace\.json” is missing/],
    ['evidence missing', () => zip(without(evidence()[0]!.name)), /is missing, or has another size/],
    [
      'a file added',
      () => zip([...parts, { name: 'evidence/note.txt', data: Buffer.from('x') }]),
      /“evidence\/note\.txt” does not belong/,
    ],
    [
      'a changed manifest',
      () => zip(changed('manifest.json', (data) => Buffer.concat([data, Buffer.from(' ')]))),
      /manifest was changed/,
    ],
    [
      'a changed seal',
      () => zip(changed('manifest.hmac', (data) => Buffer.from(String(data).replace(/./, 'x')))),
      /manifest was changed/,
    ],
    [
      'a seal of a megabyte',
      () => zip(changed('manifest.hmac', () => Buffer.alloc(1_000_000))),
      /at most 64/,
    ],
    [
      'a manifest that is no JSON',
      () => zip(changed('manifest.json', () => Buffer.from('{'))),
      /manifest cannot be read/,
    ],
    ['changed evidence', () => zip(changed(evidence()[0]!.name, flip)), /“evidence\/.*” was changed/],
    ['a changed database', () => zip(changed('workspace.db', flip)), /“workspace\.db” was changed/],
    [
      'a changed key file',
      () => zip(changed('workspace.json', (data) => Buffer.from(String(data).replace('scrypt', 'scrypz')))),
      /key file/,
    ],
    ['a key file that would take all memory', () => zip(withCost({ N: 1 << 20, r: 32, p: 1 })), /key file/],
    ['a key file that would take hours', () => zip(withCost({ N: 1 << 19, r: 8, p: 16 })), /key file/],
    ['a key file with a cost that no scrypt has', () => zip(withCost({ N: 65_537 })), /key file/],
    [
      'two pieces of evidence exchanged',
      () => {
        const [a, b] = evidence()
        return zip(
          parts.map((part) =>
            part === a ? { ...b!, name: a.name } : part === b ? { ...a!, name: b.name } : part,
          ),
        )
      },
      /was changed/,
    ],
    [
      'evidence remade along with the manifest, without the key',
      () =>
        zip([
          ...remade(changed(evidence()[0]!.name, flip)).slice(0, -1),
          { name: 'manifest.hmac', data: Buffer.from('0'.repeat(64)) },
        ]),
      /manifest was changed/,
    ],
    ['a file twice', () => zip([...parts, evidence()[0]!]), /Two files/],
    [
      'a name that leaves the folder',
      () => zip([...parts, { name: '../evil', data: Buffer.from('x') }]),
      /leaves the folder/,
    ],
    [
      'a name below evidence that leaves it',
      () => zip([...parts, { name: 'evidence/../../evil', data: Buffer.from('x') }]),
      /leaves the folder/,
    ],
    [
      'a name from the root of the disk',
      () => zip([...parts, { name: '/etc/evil', data: Buffer.from('x') }]),
      /root of the disk/,
    ],
    [
      'a name with backslashes',
      () => zip([...parts, { name: 'evidence\\..\\evil', data: Buffer.from('x') }]),
      /backslash/,
    ],
    [
      'a packed file',
      () => zip(parts.map((part) => ({ ...part, deflate: part.name === 'workspace.db' }))),
      /is packed/,
    ],
    [
      'a bomb',
      () => zip([...parts, { name: 'evidence/bomb', data: Buffer.alloc(50_000_000), deflate: true }]),
      /would unpack|is packed/,
    ],
    ['an encrypted file', () => zip(parts.map((part) => ({ ...part, flags: 0x801 }))), /encrypted/],
    ['a link', () => zip(parts.map((part) => ({ ...part, madeBy: 0x0314, external: 0xa1ff0000 }))), /link/],
    [
      'a header that says something else',
      () => zip(parts.map((part) => ({ ...part, local: { size: part.data.length + 1 } }))),
      /something else/,
    ],
  ])('%s', async (_, bytes, message) => {
    const error = await restoring(bytes())
    expect(error).toMatchObject({ code: 'corrupt' })
    expect((error as Error).message).toMatch(message)
    expect((error as Error).message).toMatch(/Nothing was changed/)
  })

  it.each<[string, () => Part[], RegExp]>([
    [
      'leaves out evidence that the database names',
      () => remade(without(evidence()[0]!.name)),
      /not what its database names/,
    ],
    [
      'brings evidence that the database does not name',
      () => remade([...parts, { name: `evidence/00/${'0'.repeat(62)}`, data: Buffer.from('x') }]),
      /not what its database names/,
    ],
    [
      'brings evidence of another length',
      () => remade(changed(evidence()[0]!.name, (data) => data.subarray(1))),
      /not what its database names/,
    ],
    [
      'names a file outside',
      () =>
        remade(parts, (m) => ({
          ...m,
          files: [...m.files, { name: '../evil', size: 1, sha256: '0'.repeat(64) }],
        })),
      /manifest cannot be read/,
    ],
    [
      'names a file twice',
      () => remade(parts, (m) => ({ ...m, files: [...m.files, m.files[0]] })),
      /names a file twice/,
    ],
    [
      'is of another format',
      () => remade(parts, (m) => ({ ...m, format: 'afterword-backup/2' })),
      /manifest cannot be read/,
    ],
    [
      'is of another workspace',
      () => remade(parts, (m) => ({ ...m, workspaceId: '01930000-0000-7000-8000-000000000000' })),
      /key file/,
    ],
    [
      'has a database that is none',
      () => remade(changed('workspace.db', (data) => Buffer.alloc(data.length, 7))),
      /damaged/,
    ],
    ['has a database with a damaged page', () => remade(changed('workspace.db', flip)), /damaged/],
  ])('one that %s, even if it was made with the key', async (_, files, message) => {
    const error = await restoring(zip(files()))
    expect(error).toMatchObject({ code: 'corrupt' })
    expect((error as Error).message).toMatch(message)
  })

  it('wherever a byte is changed, it is refused, or all that comes out is as it was', async () => {
    const right = new Map(parts.map((part) => [part.name, sha256(part.data)]))
    const read = async (bytes: Buffer) => {
      const backup = await openBackup(bytesSource(bytes))
      backup.checkMaker(workspaceKey)
      for (const file of backup.manifest.files) {
        const hash = createHash('sha256')
        for await (const piece of contentOf(backup, file)) hash.update(piece)
        expect(hash.digest('hex')).toBe(right.get(file.name))
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(good)
        bytes[at]! ^= by
        await read(bytes).catch((error: unknown) => expect(error).toMatchObject({ code: 'corrupt' }))
      }),
      { numRuns: 150 },
    )
  })

  it('an archive of other bytes is never an error without a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        await expect(openBackup(bytesSource(bytes))).rejects.toMatchObject({ code: 'corrupt' })
      }),
      { numRuns: 200 },
    )
  })
})

it('a backup of more files than a pack may hold is read', { timeout: 60_000 }, async () => {
  const many = Array.from({ length: 21_000 }, (_, index) => ({
    name: `evidence/00/${String(index).padStart(62, '0')}`,
    data: Buffer.alloc(0),
  }))
  const path = join(folder, 'room-many.zip')
  const file = await open(path, 'wx')
  const writer = new ZipWriter(file, new Date('2026-11-20T14:05:00.000Z'))
  for (const { name, data } of remade([...parts, ...many])) await writer.addBytes(name, data, 'store')
  await writer.finish()
  await file.close()
  const backup = await openBackup(bytesSource(readFileSync(path)))
  expect(backup.manifest.files).toHaveLength(parts.length - 2 + 21_000)
})
