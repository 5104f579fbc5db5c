import {
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#core/workspace/database.ts'
import { migrations } from '#core/workspace/migrate.ts'
import { openWorkspace } from '#core/workspace/workspace.ts'
import type { CallError } from '#shared/contract/envelope.ts'
import { passphrase } from '../app.ts'
import { startWorld, type World } from '../evidence/world.ts'

let world: World
let path: string
let count = 0
/** The database's first page, and one of each table with rows. A copy makes indexes anew, so theirs do not matter. */
let pages: number[]
beforeAll(async () => {
  world = await startWorld()
  for (let n = 0; n < 10; n++) await world.add(world.file(`${n}.txt`, `content ${n}`))
  await world.call('workspace.close', {})
  pages = await pagesOfTables(world.workspaceFolder)
})
beforeEach(() => {
  path = join(world.folder, `copy ${++count}`)
  cpSync(world.workspaceFolder, path, { recursive: true })
})
afterEach(() => world.call('workspace.close', {}))
afterAll(() => world.close())

/** What the workspace says to each of these calls: nothing where it works. */
async function complaints(): Promise<CallError[]> {
  const errors: CallError[] = []
  for (const [method, input] of [
    ['workspace.open', { path, passphrase }],
    ['evidence.list', {}],
    ['evidence.ofReview', { reviewId: world.reviewId }],
    ['auditLog.verify', {}],
    ['auditLog.list', {}],
    ['reviews.list', {}],
    ['reviews.get', { id: world.reviewId }],
    ['workspace.backup', {}],
    ['workspace.close', {}],
  ] as const) {
    const answer = await world.core.dispatch({ method, input })
    if ('error' in answer) errors.push(answer.error)
    if (method === 'workspace.open' && 'error' in answer) break
  }
  return errors
}

async function pagesOfTables(folder: string): Promise<number[]> {
  const workspace = await openWorkspace(folder, passphrase, world.clock.now)
  const found = workspace.database
    .prepare(
      `SELECT max(pageno) FROM dbstat WHERE name IN ('review', 'person', 'auditEvent', 'evidence', 'search') GROUP BY name`,
    )
    .pluck()
    .all() as number[]
  await workspace.close()
  return [1, ...found]
}

function damage(file: string, offset: number): void {
  const opened = openSync(file, 'r+')
  writeSync(opened, Buffer.alloc(64, 7), 0, 64, offset)
  closeSync(opened)
}

describe('a damaged workspace is never an error without a sentence', () => {
  it('(an undamaged one has nothing to say)', async () => {
    expect(await complaints()).toEqual([])
  })

  it('with a damaged page, wherever it is: a backup is refused, what is readable stays readable', async () => {
    const file = join(path, 'workspace.db')
    const whole = readFileSync(file)
    for (const page of pages) {
      writeFileSync(file, whole)
      damage(file, (page - 1) * 4096 + 2000)
      const errors = await complaints()
      expect(errors).not.toEqual([])
      for (const { code, message } of errors) {
        expect(code).toBe('corrupt')
        expect(message).toMatch(/^The workspace’s database .*(damaged|cannot be read)/)
      }
    }
  })

  it('with a database cut off, empty or gone', async () => {
    const file = join(path, 'workspace.db')
    truncateSync(file, statSync(file).size - 10_000)
    for (const { code } of await complaints()) expect(code).toBe('corrupt')
    rmSync(file)
    const [error] = await complaints()
    expect(error).toBeDefined()
    expect(['corrupt', 'not-found']).toContain(error!.code)
  })

  it('with a key file that is damaged or gone', async () => {
    const file = join(path, 'workspace.json')
    writeFileSync(file, '{}')
    expect(await complaints()).toMatchObject([
      { code: 'corrupt', message: expect.stringContaining('workspace.json') },
    ])
    rmSync(file)
    expect(await complaints()).toMatchObject([{ code: 'not-found' }])
  })

  it('with its evidence folder gone: the rest is there, and the check names every file', async () => {
    rmSync(join(path, 'evidence'), { recursive: true })
    await world.call('workspace.open', { path, passphrase })
    const check = (await world.job(await world.call('evidence.checkAll', {}))) as { missing: unknown[] }
    expect(check.missing).toHaveLength(10)
    await world.add(world.file('0.txt', 'content 0'))
    const again = (await world.job(await world.call('evidence.checkAll', {}))) as { missing: unknown[] }
    expect(again.missing).toHaveLength(9)
  })
})

describe('before the form of a workspace changes', () => {
  afterEach(() => {
    migrations.splice(1 + migrations.findIndex((one) => one.name === '0001-first'))
  })

  it('a copy is made, encrypted, as it was', async () => {
    migrations.push({ name: '9999-test', sql: 'CREATE TABLE later (id TEXT PRIMARY KEY) STRICT' })
    const workspace = await openWorkspace(path, passphrase, world.clock.now)
    const names = readdirSync(path).filter((name) => name.startsWith('workspace-before-'))
    expect(names).toEqual(['workspace-before-20261120T140500000Z.db'])
    const tables = (file: string) => {
      const database = openDatabase(join(path, file), workspace.key, { readonly: true })
      const found = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
      database.close()
      return found
    }
    expect(tables('workspace.db')).toContain('later')
    expect(tables(names[0]!)).not.toContain('later')
    expect(tables(names[0]!)).toContain('evidence')
    expect(readFileSync(join(path, names[0]!)).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    await workspace.close()
  })

  it('and a change that fails leaves the workspace as it was', async () => {
    migrations.push({ name: '9999-test', sql: 'CREATE TABLE later (id TEXT) STRICT; SELECT * FROM nowhere' })
    await expect(openWorkspace(path, passphrase, world.clock.now)).rejects.toThrow()
    migrations.pop()
    expect(existsSync(join(path, 'workspace-before-20261120T140500000Z.db'))).toBe(true)
    expect(await complaints()).toEqual([])
  })
})
