import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writePack } from '#core/packs/container.ts'
import { onApprovals } from './attacksApprovals.ts'
import { byOtherSigners, byTheSigner } from './attacksSealed.ts'
import { repack, unpack } from './packFiles.ts'
import { rawZip } from './rawZip.ts'
import { type House, makeHouse, makeSample, now, packContent } from './samplePack.ts'

export type VerdictName = 'signature' | 'integrity' | 'completeness'

export interface Attack {
  name: string
  path: string
  /** The verdict that must not be good, and a sentence in it. */
  verdict: VerdictName
  reason: RegExp
}

const manifest = 'META-INF/ASiCManifest001.xml'
export const signature = 'META-INF/signature001.p7s'
export const exhibit = 'data/exhibits/EX-0002 Protokoll – ü.log'
export const events = 'data/audit-log/events.json'

/** Every attack on a pack, written into a folder beside the honest one. */
export async function makeAttacks(
  folder: string,
): Promise<{ good: string; house: House; attacks: Attack[] }> {
  const house = await makeHouse('Example root', 'afterword/house')
  const sample = await makeSample(house)
  const good = join(folder, 'good.asice')
  await writePack(good, packContent(sample), house.exporter, { now })
  const attacks: Attack[] = []
  const add = async (
    name: string,
    verdict: VerdictName,
    reason: RegExp,
    bytes: (path: string) => Promise<unknown>,
  ) => {
    const path = join(folder, `attack-${String(attacks.length + 1).padStart(2, '0')}.asice`)
    await bytes(path)
    attacks.push({ name, path, verdict, reason })
  }
  await onPack(good, add)
  await byOtherSigners(house, sample, good, add)
  await byTheSigner(house, sample, add)
  await onApprovals(house, add)
  return { good, house, attacks }
}

export type Add = (
  name: string,
  verdict: VerdictName,
  reason: RegExp,
  bytes: (path: string) => Promise<unknown>,
) => Promise<void>

/** What somebody can do to a pack without any key. */
export async function onPack(good: string, add: Add): Promise<void> {
  await onBytes(good, add)
  await onFiles(good, add)
  await onArchive(good, add)
}

async function onBytes(good: string, add: Add): Promise<void> {
  const bytes = await readFile(good)
  const flip = (at: number) => (path: string) => {
    const changed = Uint8Array.from(bytes)
    changed[at]! ^= 1
    return writeFile(path, changed)
  }
  const at = (text: string) => bytes.indexOf(text)
  const central = bytes.readUInt32LE(bytes.length - 6)
  await add('a byte flipped in mimetype', 'integrity', /“mimetype” was changed/, flip(at('application/vnd')))
  await add(
    'a byte flipped in an exhibit',
    'integrity',
    /EX-0002.* was changed|cannot be unpacked/,
    flip(at(exhibit) + 60),
  )
  await add('a byte flipped in the PDF', 'integrity', /\.pdf” was changed/, flip(at('%PDF-') + 200))
  await add(
    'a byte flipped in the signature',
    'integrity',
    /signature001\.p7s” was changed/,
    flip(at(signature) + 400),
  )
  await add('a byte flipped in a header', 'integrity', /says something else/, flip(4))
  await add('a byte flipped in a time', 'integrity', /says something else/, flip(10))
  await add(
    'a byte flipped in the table of contents',
    'integrity',
    /“mimetype” carries attributes/,
    flip(central + 38),
  )
  await add(
    'a byte flipped in the end record',
    'integrity',
    /spread over several files/,
    flip(bytes.length - 12),
  )
  await add('bytes appended', 'integrity', /something follows it/, (path) =>
    writeFile(path, Buffer.concat([bytes, Buffer.from('x')])),
  )
  await add('bytes prepended', 'integrity', /bytes were added/, (path) =>
    writeFile(path, Buffer.concat([Buffer.from('#!'), bytes])),
  )
  await add('a second archive appended', 'integrity', /bytes were added/, (path) =>
    writeFile(path, Buffer.concat([bytes, bytes])),
  )
  await add('a file cut off in the middle', 'integrity', /cut off/, (path) =>
    writeFile(path, bytes.subarray(0, bytes.length >> 1)),
  )
  await add('a file cut off by one byte', 'integrity', /cut off/, (path) =>
    writeFile(path, bytes.subarray(0, -1)),
  )
  await add('an empty file', 'integrity', /too short/, (path) => writeFile(path, ''))
}

/** Files changed by somebody who can write a perfect ZIP. */
async function onFiles(good: string, add: Add): Promise<void> {
  const edit = (change: (files: Map<string, Uint8Array>) => unknown) => async (path: string) => {
    const files = await unpack(good)
    change(files)
    await repack(path, files)
  }
  const text = (name: string, change: (text: string) => string) =>
    edit((files) => files.set(name, Buffer.from(change(Buffer.from(files.get(name)!).toString('utf8')))))
  await add(
    'an exhibit swapped',
    'integrity',
    /EX-0002.* is not the file that was signed/,
    edit((files) => files.set(exhibit, Buffer.from('other'))),
  )
  await add(
    'two exhibits exchanged',
    'integrity',
    /is not the file that was signed/,
    edit((files) => {
      const other = 'data/exhibits/EX-0001 Protokoll – ü.log'
      const [one, two] = [files.get(exhibit)!, files.get(other)!]
      files.set(exhibit, two).set(other, one)
    }),
  )
  await add(
    'an exhibit removed',
    'integrity',
    /EX-0002.* was signed, but it is not in the pack/,
    edit((files) => files.delete(exhibit)),
  )
  await add(
    'an exhibit renamed',
    'integrity',
    /EX-0003.* was not signed/,
    edit((files) => {
      files.set('data/exhibits/EX-0003 new.log', files.get(exhibit)!).delete(exhibit)
    }),
  )
  await add(
    'a file added to data/',
    'integrity',
    /evil\.html” is in the pack, but was not signed/,
    edit((files) => files.set('data/evil.html', Buffer.from('x'))),
  )
  await add(
    'a file added to META-INF/',
    'integrity',
    /manifest\.xml” does not belong/,
    edit((files) => files.set('META-INF/manifest.xml', Buffer.from('x'))),
  )
  await add(
    'a second signed list',
    'integrity',
    /ASiCManifest000\.xml” does not belong/,
    edit((files) => files.set('META-INF/ASiCManifest000.xml', files.get(manifest)!)),
  )
  await add(
    'a macro added',
    'integrity',
    /vbaProject\.bin” is in the pack, but was not signed/,
    edit((files) => files.set('data/vbaProject.bin', Buffer.from('x'))),
  )
  await add(
    'a line of the BagIt manifest removed',
    'integrity',
    /not listed in manifest-sha256/,
    text('manifest-sha256.txt', (all) => all.slice(all.indexOf('\n') + 1)),
  )
  await add(
    'a line of the tag manifest removed',
    'integrity',
    /not listed in tagmanifest-sha256/,
    text('tagmanifest-sha256.txt', (all) => all.slice(all.indexOf('\n') + 1)),
  )
  await add(
    'a line of the signed list removed',
    'integrity',
    /content is not what was signed/,
    text(manifest, (all) => all.replace(/ {2}<asic:DataObjectReference URI="data\/exhibits.*\n/, '')),
  )
  await add(
    'an entity in the signed list',
    'integrity',
    /not in the form/,
    text(manifest, (all) => all.replace('?>\n', '?>\n<!DOCTYPE x [<!ENTITY e "x">]>\n')),
  )
  await add(
    'completeness restated',
    'integrity',
    /completeness\.json” is not the file that was signed/,
    text('data/completeness.json', (all) => all.replace('EX-0002', 'EX-0009')),
  )
  await add(
    'the signature removed',
    'signature',
    /not signed/,
    edit((files) => files.delete(signature)),
  )
  await add(
    'the signature emptied',
    'signature',
    /cannot be read/,
    edit((files) => files.set(signature, new Uint8Array())),
  )
  await add(
    'an event dropped from the end of the log',
    'integrity',
    /proofs/,
    text(events, (all) => {
      const value = JSON.parse(all) as { events: unknown[] }
      value.events.pop()
      return JSON.stringify(value)
    }),
  )
}

async function onArchive(good: string, add: Add): Promise<void> {
  const files = [...(await unpack(good))].map(([name, data]) => ({ name, data }))
  const last = files.at(-1)!
  const twice = { name: exhibit, data: Buffer.from('another') }
  const put = (entries: Parameters<typeof rawZip>[0]) => (path: string) => writeFile(path, rawZip(entries))
  await add(
    'two entries of one name',
    'integrity',
    /Two files in the archive have the name “data\/exhibits/,
    put([...files, twice]),
  )
  await add(
    'a path that leaves the folder',
    'integrity',
    /leaves the folder/,
    put([...files, { ...twice, name: 'data/../../evil' }]),
  )
  await add(
    'an absolute path',
    'integrity',
    /root of the disk/,
    put([...files, { ...twice, name: '/etc/evil' }]),
  )
  await add(
    'a backslash in a path',
    'integrity',
    /backslash/,
    put([...files, { ...twice, name: '..\\evil' }]),
  )
  await add(
    'a symbolic link',
    'integrity',
    /is a link/,
    put([...files, { ...twice, name: 'data/l', madeBy: 0x314, external: 0xa1ff0000 }]),
  )
  await add(
    'an encrypted entry',
    'integrity',
    /is encrypted/,
    put(files.map((file) => (file === last ? { ...file, flags: 0x801 } : file))),
  )
  await add(
    'a ZIP bomb',
    'integrity',
    /200 times/,
    put([...files, { name: 'data/bomb', data: Buffer.alloc(50 * 2 ** 20), deflate: true }]),
  )
  await add(
    'another name in a local header',
    'integrity',
    /says something else/,
    put(files.map((file) => (file === last ? { ...file, local: { name: 'META-INF/x' } } : file))),
  )
  await add(
    'mimetype not first',
    'integrity',
    /begin by saying what it is/,
    put([...files.slice(1), files[0]!]),
  )
  await add(
    'a name that differs in case alone',
    'integrity',
    /one file on some systems/,
    put([...files, { name: 'data/REVIEW.json', data: Buffer.from('{}') }]),
  )
}
