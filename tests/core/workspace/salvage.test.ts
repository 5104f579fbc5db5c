import { createHash } from 'node:crypto'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SalvageResult, salvageWorkspace } from '#core/workspace/salvage/salvage.ts'
import { readSchemaCopy } from '#core/workspace/schemaCopy.ts'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { randomOf } from '../../torture/random.ts'
import { dishonesty, type Lines, linesOf } from '../../torture/rescue.ts'
import { type Built, freshWorkspace, removeTemplate } from '../../torture/workspaceOf.ts'
import { passphrase } from '../app.ts'

const now = new Date('2026-11-20T14:05:00.000Z')
const pageSize = 4096
let folder: string
let built: Built
/** The rows of the workspace before it was damaged, a line each, by table. */
let rows: Lines
let whole: SalvageResult
let pages: { table: string; page: number }[]
let count = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-salvage-'))
  built = await freshWorkspace(folder)
  // All that was written stands in the one file from now on.
  const workspace = await openWorkspace(built.workspace, passphrase, now)
  pages = workspace.database
    .prepare(
      `SELECT name AS 'table', pageno AS page FROM dbstat JOIN sqlite_schema USING (name)
         WHERE type = 'table' AND pagetype = 'leaf' AND ncell > 0 AND name NOT LIKE 'searchText%'
           AND name NOT LIKE 'sqlite_%'`,
    )
    .all() as typeof pages
  await workspace.close()
  whole = await salvage()
  rows = linesOf(whole)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await removeTemplate()
})

let damaged: string
beforeEach(() => {
  damaged = join(folder, `damaged ${++count}`)
  cpSync(built.workspace, damaged, { recursive: true })
})

const salvage = (from = built.workspace): Promise<SalvageResult> =>
  salvageWorkspace(from, join(folder, `found ${++count}`), passphrase, { now })

function overwrite(bytes: Buffer, at: number): void {
  const file = openSync(join(damaged, 'workspace.db'), 'r+')
  writeSync(file, bytes, 0, bytes.length, at)
  closeSync(file)
}

const restore = () => cpSync(join(built.workspace, 'workspace.db'), join(damaged, 'workspace.db'))
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

const needHonest = (result: SalvageResult) => expect(dishonesty(result, rows)).toEqual([])

describe('a workspace that is whole', () => {
  it('comes out with everything, and is not touched', async () => {
    const before = hashOf(join(built.workspace, 'workspace.db'))
    const result = await salvage()
    expect(result).toMatchObject({ whole: true, notes: [], reviews: 3, log: { problems: [] } })
    expect(result.evidence).toEqual({ files: 3, lost: [] })
    expect(hashOf(join(built.workspace, 'workspace.db'))).toBe(before)
    expect(readdirSync(result.path).sort()).toEqual([
      'actions.csv',
      'data',
      'evidence',
      'report.md',
      'reviews',
    ])
    const names = readdirSync(join(result.path, 'reviews')).sort()
    expect(names[0]).toMatch(/^REV-\d{4}-0001 .*\.md$/)
    const review = readFileSync(join(result.path, 'reviews', names[1]!), 'utf8')
    for (const part of ['## Timeline', '## Contributing factors', '## Action items', 'Incident: INC-'])
      expect(review).toContain(part)
    const evidence = readdirSync(join(result.path, 'evidence'), { recursive: true, withFileTypes: true })
    for (const file of evidence.filter((one) => one.isFile())) {
      const sha256 = hashOf(join(file.parentPath, file.name))
      expect(rows.get('evidence')!.some((line) => line.includes(sha256))).toBe(true)
    }
  })

  it('gives no keys away', () => {
    const identity = JSON.parse(rows.get('identity')![0]!)
    expect(Object.keys(identity)).toContain('certificate')
    expect(Object.keys(identity)).not.toContain('encryptedKey')
    expect(Object.keys(JSON.parse(rows.get('blob')![0]!))).toEqual(['sha256', 'size'])
  })
})

describe('of a damaged database', () => {
  it('all but what stood in a page that is gone comes out, table for table', {
    timeout: 120_000,
  }, async () => {
    const tables = ['review', 'timelineEntry', 'auditEvent', 'auditSubject', 'blob']
    const chosen = tables.map((table) => pages.find((one) => one.table === table)!)
    for (const { table, page } of chosen) {
      restore()
      overwrite(Buffer.alloc(pageSize), (page - 1) * pageSize)
      const result = await salvage(damaged)
      needHonest(result)
      expect(result.whole, table).toBe(false)
      for (const { name, read, lost } of result.tables)
        if (name !== table) expect([name, read, lost]).toEqual([name, rows.get(name)?.length ?? read, 0])
      rmSync(result.path, { recursive: true })
    }
  })

  it('rows beside damaged bytes come out too, marked as doubtful', async () => {
    const { page } = pages.find(({ table }) => table === 'auditEvent')!
    overwrite(Buffer.alloc(16, 7), (page - 1) * pageSize + 3500)
    const result = await salvage(damaged)
    needHonest(result)
    const log = result.tables.find(({ name }) => name === 'auditEvent')!
    expect(log.doubtful).toBeGreaterThan(1)
    expect(log.lost).toBe(0)
    expect(result.log.problems.length).toBeGreaterThan(0)
    expect(result.log.problems.length).toBeLessThanOrEqual(log.doubtful)
  })

  it('a review whose own row is lost is named, and its parts are there', async () => {
    for (const { page } of pages.filter(({ table }) => table === 'review'))
      overwrite(Buffer.alloc(pageSize), (page - 1) * pageSize)
    const result = await salvage(damaged)
    expect(result.reviews).toBe(3)
    const table = result.tables.find(({ name }) => name === 'review')!
    expect(table).toMatchObject({ read: 0, lost: 3, inPart: 0, doubtful: 0 })
    expect(table.lostNames).toHaveLength(3)
    expect(table.lostNames[0]).toMatch(/^REV-\d{4}-000\d 1$/)
    const report = readFileSync(join(result.path, 'report.md'), 'utf8')
    expect(report).toContain(`- reviews: 0 read; 3 lost; lost are ${table.lostNames.join(', ')}`)
    const [name] = readdirSync(join(result.path, 'reviews')).sort()
    const text = readFileSync(join(result.path, 'reviews', name!), 'utf8')
    expect(text).toMatch(/^# REV-\d{4}-0001: /)
    expect(text).toContain('The review’s own record is lost')
    expect(text).toContain('## Summary')
  })

  it('sections that are lost are found in what the search keeps', async () => {
    for (const { page } of pages.filter(({ table }) => table === 'section'))
      overwrite(Buffer.alloc(pageSize), (page - 1) * pageSize)
    const result = await salvage(damaged)
    const texts = readdirSync(join(result.path, 'reviews')).map((name) =>
      readFileSync(join(result.path, 'reviews', name), 'utf8'),
    )
    const written = rows.get('section')!.map((line) => JSON.parse(line) as { markdown: string })
    for (const { markdown } of written.filter((one) => one.markdown))
      expect(texts.some((text) => text.includes(markdown))).toBe(true)
    expect(texts.join()).toContain('## Found in the search alone')
  })

  it('evidence comes out as long as its key does, also where its name is lost', async () => {
    for (const { page } of pages.filter(({ table }) => table === 'evidence'))
      overwrite(Buffer.alloc(pageSize), (page - 1) * pageSize)
    const result = await salvage(damaged)
    expect(result.evidence).toEqual({ files: 3, lost: [] })
    expect(readdirSync(join(result.path, 'evidence'))).toEqual(['name lost'])
  })

  it('a stored file that is cut off or gone is named, and never written in part', async () => {
    const stored = readdirSync(join(damaged, 'evidence'), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
    truncateSync(stored[0]!, 100)
    rmSync(stored[1]!)
    const result = await salvage(damaged)
    expect(result.evidence.files).toBe(1)
    expect(result.evidence.lost.join()).toMatch(/is cut off after 100 of \d+ bytes/)
    expect(result.evidence.lost.join()).toContain('its stored file is missing')
    const out = readdirSync(join(result.path, 'evidence'), { recursive: true, withFileTypes: true })
    expect(out.filter((one) => one.isFile())).toHaveLength(1)
  })

  it('whose part that says which tables there are is damaged, all comes out by the copy of that part', async () => {
    const schema = readSchemaCopy(damaged)!
    expect(schema.pages.length).toBeGreaterThan(3)
    for (const { number } of schema.pages) overwrite(Buffer.alloc(pageSize), (number - 1) * pageSize)
    const result = await salvage(damaged)
    expect(result.notes.join()).toContain('It was taken from workspace.schema')
    needHonest(result)
    expect(result.tables.map(({ read, lost, doubtful }) => [read, lost, doubtful])).toEqual(
      whole.tables.map(({ read }) => [read, 0, 0]),
    )
    expect(result).toMatchObject({ reviews: 3, log: { problems: [] }, evidence: { files: 3, lost: [] } })
  })

  it('a copy of that part that belongs to another file is of no use, and does no harm', async () => {
    const workspace = await openWorkspace(damaged, passphrase, now)
    workspace.database.prepare('VACUUM INTO ?').run(join(damaged, 'other.db'))
    await workspace.close()
    renameSync(join(damaged, 'other.db'), join(damaged, 'workspace.db'))
    needHonest(await salvage(damaged))
    overwrite(Buffer.alloc(8, 7), 0)
    expect((await salvage(damaged)).notes.join()).toContain('cannot be checked')
  })

  it('the copy of that part follows where the database was put back by hand', async () => {
    const former = readSchemaCopy(damaged)!
    const workspace = await openWorkspace(damaged, passphrase, now)
    workspace.database.prepare('VACUUM INTO ?').run(join(damaged, 'other.db'))
    await workspace.close()
    expect(readSchemaCopy(damaged)).toEqual(former)
    renameSync(join(damaged, 'other.db'), join(damaged, 'workspace.db'))
    await (await openWorkspace(damaged, passphrase, now)).close()
    expect(readSchemaCopy(damaged)).not.toEqual(former)
    for (const { number } of readSchemaCopy(damaged)!.pages)
      overwrite(Buffer.alloc(pageSize), (number - 1) * pageSize)
    needHonest(await salvage(damaged))
  })

  it('without its salt everything comes out, and it is said that nothing vouches for it', async () => {
    rmSync(join(damaged, 'workspace.schema'))
    overwrite(Buffer.alloc(8, 7), 0)
    const result = await salvage(damaged)
    expect(result.notes.join()).toContain('cannot be checked')
    expect(result.reviews).toBe(3)
    expect(result.log.problems).toEqual([])
    expect(result.evidence.files).toBe(3)
  })

  it('without its beginning, the copy from before a change of the form is read', async () => {
    rmSync(join(damaged, 'workspace.schema'))
    cpSync(join(damaged, 'workspace.db'), join(damaged, 'workspace-before-20261120T140500000Z.db'))
    overwrite(Buffer.alloc(pageSize), 0)
    const result = await salvage(damaged)
    expect(result.notes.join()).toContain('comes from workspace-before-20261120T140500000Z.db')
    needHonest(result)
    expect(result.evidence.files).toBe(3)
  })

  it('of which nothing can be opened, the report says just that', async () => {
    truncateSync(join(damaged, 'workspace.db'), 0)
    const result = await salvage(damaged)
    expect(result).toMatchObject({ whole: false, tables: [], reviews: 0, evidence: { files: 0 } })
    const report = readFileSync(join(result.path, 'report.md'), 'utf8')
    expect(report).toContain('The database cannot be opened at all')
    renameSync(join(damaged, 'workspace.db'), join(damaged, 'elsewhere.db'))
    expect((await salvage(damaged)).tables).toEqual([])
  })

  it('what is lost of the log is named by its head, and where the chain goes on', async () => {
    const { size } = statSync(join(damaged, 'workspace.db'))
    truncateSync(join(damaged, 'workspace.db'), Math.floor(size / pageSize / 2) * pageSize)
    const result = await salvage(damaged)
    needHonest(result)
    const lost = rows.get('auditEvent')!.length - result.log.events
    expect(lost).toBeGreaterThan(0)
    const named = result.log.problems.join(' ').matchAll(/Events? (\d+)(?: to (\d+))? (?:is|are) missing/g)
    expect([...named].reduce((sum, [, from, to]) => sum + Number(to ?? from) - Number(from) + 1, 0)).toBe(
      lost,
    )
  })
})

it('no damage ends it, whatever and wherever it is', { timeout: 120_000 }, async () => {
  const seed = Date.now() % 1_000_000
  const random = randomOf(seed)
  const { size } = statSync(join(damaged, 'workspace.db'))
  for (let round = 0; round < 4; round++) {
    restore()
    for (let harm = random.between(1, 6); harm > 0; harm--) {
      const bytes = Buffer.from(
        Array.from({ length: random.between(1, 6_000) }, () => random.between(0, 255)),
      )
      overwrite(bytes, random.between(0, size - bytes.length))
    }
    if (round % 3 === 0) truncateSync(join(damaged, 'workspace.db'), random.between(1, size))
    const result = await salvage(damaged)
    expect(existsSync(join(result.path, 'report.md')), `seed ${seed}, round ${round}`).toBe(true)
    if (result.tables.length) needHonest(result)
    rmSync(result.path, { recursive: true })
  }
})

describe('nothing is written', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    [
      'with another passphrase',
      () => salvageWorkspace(damaged, join(folder, 'not'), 'another one', { now }),
      'not-allowed',
    ],
    [
      'into the workspace itself',
      () => salvageWorkspace(damaged, join(damaged, 'evidence'), passphrase, { now }),
      'conflict',
    ],
    [
      'into a folder that holds something',
      () => salvageWorkspace(damaged, folder, passphrase, { now }),
      'conflict',
    ],
    [
      'from what is no workspace',
      () => salvageWorkspace(join(folder, 'no'), join(folder, 'not'), passphrase, { now }),
      'not-found',
    ],
  ])('%s', async (_name, work, code) => {
    await expect(work()).rejects.toMatchObject({ code })
    expect(existsSync(join(folder, 'not'))).toBe(false)
  })

  it('while the workspace is open, or without its key file', async () => {
    const workspace = await openWorkspace(damaged, passphrase, now)
    await expect(salvage(damaged)).rejects.toMatchObject({ code: 'locked' })
    await workspace.close()
    writeFileSync(join(damaged, 'workspace.json'), '{}')
    await expect(salvage(damaged)).rejects.toMatchObject({ code: 'corrupt' })
  })
})
