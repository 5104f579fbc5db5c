import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PackContent, type PackFile, writePack } from '#core/packs/container.ts'
import type { Signer } from '#core/signing/signer.ts'
import { type Attack, events, onPack } from '../attacks.ts'
import { repack, unpack } from '../packFiles.ts'
import { makeHouse } from '../samplePack.ts'
import type { Row, TableAttack } from './table.ts'
import type { World } from './world.ts'

const archive = 'It reads what the archive’s directory names, and nothing beside it.'
const agreement = 'It holds files against lists, not what the files tell against each other.'
const proofs = 'data/audit-log/proofs.json'

/** Every attack of the table that a pack can suffer; those on the reports in it, too. */
export async function packAttacks(
  world: World,
  folder: string,
  reports: Record<'pdf' | 'docx', TableAttack[]>,
): Promise<TableAttack[]> {
  const { good, namesake } = world
  const attacks: TableAttack[] = []
  const path = () => join(folder, `table-${attacks.length}.asice`)
  const keep = async (attack: Omit<TableAttack, 'bytes'>, write: (path: string) => Promise<unknown>) => {
    const file = path()
    await write(file)
    attacks.push({ ...attack, bytes: await readFile(file) })
  }
  await onPack(good.pack, async (name, verdict, reason, write) => {
    const row = rowOf({ name })
    const oursAlone = seenByUsAlone.test(name) ? { oursAlone: archive } : {}
    if (row) await keep({ row, name, verdict, reason, ...oursAlone }, write)
  })
  for (const format of ['pdf', 'docx'] as const) {
    for (const { row, name, bytes } of reports[format].filter((one) => inPack.has(one.row))) {
      const reason = new RegExp(`\\.${format}” is not the file that was signed`)
      await keep({ row, name: `${name}, in its ${format}`, verdict: 'integrity', reason }, async (file) => {
        const files = await unpack(good.pack)
        const report = [...files.keys()].find(
          (one) => /^data\/[^/]+$/.test(one) && one.endsWith(`.${format}`),
        )!
        await repack(file, files.set(report, bytes))
      })
    }
  }
  const row = 'another certificate of the same name'
  const reason = /another certificate of the same name/
  attacks.push({ row, name: row, verdict: 'signature', reason, bytes: await readFile(namesake.pack) })
  await bySigners(world, keep)
  return attacks
}

type Keep = (attack: Omit<TableAttack, 'bytes'>, write: (path: string) => Promise<unknown>) => Promise<void>

/** Packs that are signed once more, by a stranger or by the key of who exported. */
async function bySigners({ good, namesake, signer, now }: World, keep: Keep): Promise<void> {
  const signed =
    (by: Signer, change: (files: Map<string, Uint8Array>) => unknown = () => undefined) =>
    async (file: string) => {
      const files = await unpack(good.pack)
      await change(files)
      await writePack(file, contentOf(files), by, { now })
    }
  const stranger = await makeHouse('Somebody', 'afterword/other')
  const root = 'a self-made root'
  await keep(
    { row: root, name: root, verdict: 'signature', reason: /not among the trusted/ },
    signed(stranger.exporter),
  )
  const dropped = 'an event dropped from the log’s end'
  const inside = { verdict: 'integrity', oursAlone: agreement } as const
  await keep(
    {
      ...inside,
      row: dropped,
      name: `${dropped}, signed again`,
      reason: /is listed in the record of the review, but not/,
    },
    signed(signer, (files) => {
      for (const [name, list] of [
        [events, 'events'],
        [proofs, 'proofs'],
      ] as const) {
        const value = JSON.parse(Buffer.from(files.get(name)!).toString('utf8'))
        value[list].pop()
        files.set(name, Buffer.from(JSON.stringify(value)))
      }
    }),
  )
  const foreign = 'a checkpoint of another workspace'
  const checkpoint = 'data/audit-log/checkpoint.txt'
  const theirs = (await unpack(namesake.pack)).get(checkpoint)!
  await keep(
    { row: foreign, name: foreign, verdict: 'integrity', reason: /checkpoint\.txt” is not the file/ },
    async (file) => repack(file, (await unpack(good.pack)).set(checkpoint, theirs)),
  )
  await keep(
    { ...inside, row: foreign, name: `${foreign}, signed again`, reason: /of another log/ },
    signed(signer, (files) => files.set(checkpoint, theirs)),
  )
}

/** What was packed, to be packed and signed once more. */
export function contentOf(files: ReadonlyMap<string, Uint8Array>): PackContent {
  const completeness = 'data/completeness.json'
  const payload = [...files].filter(([path]) => path.startsWith('data/') && path !== completeness)
  return {
    files: payload.map(
      ([path, bytes]): PackFile => ({
        path,
        mediaType: 'application/octet-stream',
        size: bytes.length,
        open: async function* () {
          yield bytes
        },
      }),
    ),
    bagInfo: [],
    completeness: JSON.parse(Buffer.from(files.get(completeness)!).toString('utf8')),
  }
}

/** Rows about a report that mean something for the pack around it, too. */
const inPack = new Set<Row>([
  'an incremental update',
  'a shadow attack on what is signed',
  'a relationship retargeted',
  'a macro added',
])

const seenByUsAlone = /header|a time$|table of contents|in the end record|prepended|appended|META-INF/

function rowOf({ name }: Pick<Attack, 'name'>): Row | undefined {
  if (name.startsWith('a byte flipped')) return 'a byte flipped in every region'
  if (/appended|prepended/.test(name)) return 'bytes appended or prepended'
  if (/cut off|an empty file/.test(name)) return 'a truncated file'
  if (/swapped|exchanged/.test(name)) return 'an exhibit swapped'
  if (/^(an exhibit|the signature) removed/.test(name)) return 'a part removed'
  if (/renamed/.test(name)) return 'a part renamed'
  if (/^a file added/.test(name)) return 'a part added'
  if (/^a line of .* removed/.test(name)) return 'a manifest line removed'
  if (/^an event dropped/.test(name)) return 'an event dropped from the log’s end'
  if (/leaves the folder|absolute path|backslash|symbolic link/.test(name))
    return 'a path that leaves the folder'
  if (/encrypted/.test(name)) return 'an encrypted ZIP'
  if (/bomb/.test(name)) return 'a ZIP bomb'
  return name === 'a macro added' || name === 'two entries of one name' ? name : undefined
}
