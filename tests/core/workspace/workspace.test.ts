import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendEvent } from '#core/auditLog/append.ts'
import { verifyLog } from '#core/auditLog/verify.ts'
import { migrate, migrations } from '#core/workspace/migrate.ts'
import { createWorkspace, openWorkspace, type Workspace } from '#core/workspace/workspace.ts'

const now = new Date('2026-11-20T14:05:00.000Z')
const at = now.toISOString()
let parent: string
let folder: string
let workspace: Workspace | undefined

beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'afterword-workspace-'))
  folder = join(parent, 'Reviews')
  workspace = await createWorkspace(folder, 'correct horse', now)
})
afterEach(async () => {
  await workspace?.close()
  workspace = undefined
  rmSync(parent, { recursive: true })
})

async function record(...methods: string[]): Promise<void> {
  await workspace!.write.transaction().execute(async (tx) => {
    for (const method of methods)
      await appendEvent(tx, {
        at,
        person: null,
        method,
        subjects: ['review:1', 'incident:1'],
        payload: { method },
      })
  })
}

/** Changes the log as somebody could who has the key: without the triggers. */
function tamper(sql: string): void {
  workspace!.database.exec(
    'DROP TRIGGER auditEvent_noUpdate; DROP TRIGGER auditEvent_noDelete; DROP TRIGGER auditSubject_noDelete',
  )
  workspace!.database.exec('DELETE FROM auditSubject')
  workspace!.database.exec(sql)
}

describe('a workspace', () => {
  it('keeps what was written, behind its passphrase', async () => {
    await record('incidents.create')
    await workspace!.close()
    workspace = await openWorkspace(folder, 'correct horse', now)
    expect(await verifyLog(workspace)).toMatchObject({ events: 1, problems: [] })
  })

  it('refuses another passphrase, and changes nothing', async () => {
    await workspace!.close()
    workspace = undefined
    const before = readFileSync(join(folder, 'workspace.json'), 'utf8')
    await expect(openWorkspace(folder, 'wrong horse', now)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(readFileSync(join(folder, 'workspace.json'), 'utf8')).toBe(before)
  })

  it('has nothing readable in its database file', async () => {
    await record('a very recognizable method')
    await workspace!.close()
    workspace = undefined
    const bytes = readFileSync(join(folder, 'workspace.db'))
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    expect(bytes.includes('recognizable')).toBe(false)
  })

  it('is open in one process at a time; the other is told which', () => {
    const script = `import('${resolve(import.meta.dirname, '../../../src/core/workspace/workspace.ts')}').then((m) =>
      m.openWorkspace(${JSON.stringify(folder)}, 'correct horse', new Date())).catch((error) => console.log(error.code, error.message))`
    const other = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(other.stdout).toContain('locked')
    expect(other.stdout).toContain(`process ${process.pid}`)
  })

  it('is one file with all that was written after it is closed, also where it was only looked at', async () => {
    await workspace!.close()
    workspace = await openWorkspace(folder, 'correct horse', now)
    await workspace.close()
    workspace = undefined
    expect(readdirSync(folder).filter((name) => /-(wal|shm)$/.test(name))).toEqual([])
  })

  it('is made again in a folder in which a crash ended its making, never over one that lost its key file', async () => {
    await workspace!.close()
    workspace = undefined
    rmSync(join(folder, 'workspace.json'))
    await expect(createWorkspace(folder, 'x', now)).rejects.toMatchObject({ code: 'conflict' })
    writeFileSync(join(folder, 'workspace.creating'), '')
    workspace = await createWorkspace(folder, 'x', now)
    expect(readdirSync(folder)).not.toContain('workspace.creating')
  })

  it('is told that its folder was taken away, before anything is written into nowhere', async () => {
    expect(() => workspace!.needPlace()).not.toThrow()
    renameSync(folder, `${folder} moved`)
    expect(() => workspace!.needPlace()).toThrow(/moved, replaced or deleted/)
    renameSync(`${folder} moved`, folder)
    expect(() => workspace!.needPlace()).not.toThrow()
  })

  it('is opened again where its lock file is damaged', async () => {
    await workspace!.close()
    workspace = undefined
    writeFileSync(
      join(folder, 'workspace.lock'),
      'no database at all, but longer than a hundred bytes'.repeat(40),
    )
    workspace = await openWorkspace(folder, 'correct horse', now)
  })

  it('removes what a process that was killed left unfinished', async () => {
    await workspace!.close()
    const left = [
      'workspace.json.new',
      'workspace-before-20261120T140500000Z.db.part',
      `evidence/${'a1'.repeat(12)}.part`,
    ]
    for (const name of left) writeFileSync(join(folder, name), 'left')
    workspace = await openWorkspace(folder, 'correct horse', now)
    for (const name of left) expect(existsSync(join(folder, name))).toBe(false)
  })

  it('is not made in a folder that holds something', async () => {
    await expect(createWorkspace(folder, 'x', now)).rejects.toMatchObject({ code: 'conflict' })
    expect(readdirSync(folder)).toContain('workspace.json')
    const file = join(parent, 'a file')
    writeFileSync(file, 'somebody’s')
    await expect(createWorkspace(file, 'x', now)).rejects.toMatchObject({ code: 'conflict' })
    expect(readFileSync(file, 'utf8')).toBe('somebody’s')
    await expect(createWorkspace(join(file, 'below'), 'x', now)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('says what went wrong where a unit of work ended by itself', async () => {
    const failing = workspace!.write.transaction().execute(async (tx) => {
      await tx.insertInto('counter').values({ name: 'a', value: 1 }).execute()
      // As a full disk does.
      workspace!.database.exec('ROLLBACK')
      throw new Error('the disk is full')
    })
    await expect(failing).rejects.toThrow('the disk is full')
  })

  it('says of a folder that is none, of a damaged key file and of a damaged database what they are', async () => {
    await expect(openWorkspace(parent, 'x', now)).rejects.toMatchObject({ code: 'not-found' })
    await workspace!.close()
    workspace = undefined
    const key = readFileSync(join(folder, 'workspace.json'))
    writeFileSync(join(folder, 'workspace.json'), '{')
    await expect(openWorkspace(folder, 'correct horse', now)).rejects.toMatchObject({ code: 'corrupt' })
    writeFileSync(join(folder, 'workspace.json'), key)
    writeFileSync(join(folder, 'workspace.db'), Buffer.alloc(8192, 7))
    await expect(openWorkspace(folder, 'correct horse', now)).rejects.toMatchObject({ code: 'corrupt' })
    for (const harm of [
      () => writeFileSync(join(folder, 'workspace.db'), ''),
      () => rmSync(join(folder, 'workspace.db')),
    ]) {
      harm()
      const opening = openWorkspace(folder, 'correct horse', now)
      await expect(opening).rejects.toMatchObject({
        code: 'corrupt',
        message: expect.stringMatching(/backup/),
      })
    }
    expect(existsSync(join(folder, 'workspace.db'))).toBe(false)
  })

  it('refuses a database of a newer version, and one whose applied change was edited', () => {
    const edited = [{ name: migrations[0]!.name, sql: 'SELECT 1' }]
    expect(() => migrate(workspace!.database, now, edited)).toThrow(
      expect.objectContaining({ code: 'corrupt' }),
    )
    expect(() => migrate(workspace!.database, now, [])).toThrow(
      expect.objectContaining({ code: 'not-allowed' }),
    )
  })

  it('writes nothing of a unit of work that fails', async () => {
    const failed = workspace!.write.transaction().execute(async (tx) => {
      await appendEvent(tx, { at, person: null, method: 'lost', subjects: [], payload: null })
      throw new Error('half way')
    })
    await expect(failed).rejects.toThrow('half way')
    expect(await verifyLog(workspace!)).toMatchObject({ events: 0, problems: [] })
  })
})

describe('the audit log', () => {
  it('refuses to change or forget an event', async () => {
    await record('one')
    expect(() => workspace!.database.exec("UPDATE auditEvent SET payload = '{}'")).toThrow('append-only')
    expect(() => workspace!.database.exec('DELETE FROM auditSubject')).toThrow('append-only')
    expect(() => workspace!.database.exec('DELETE FROM auditEvent')).toThrow()
  })

  it.each([
    [
      'an altered event',
      "UPDATE auditEvent SET event = replace(event, 'two', 'six') WHERE sequence = 2",
      'Event 2 was altered',
    ],
    [
      'an altered payload',
      "UPDATE auditEvent SET payload = '{}' WHERE sequence = 2",
      'What event 2 recorded was altered',
    ],
    ['a removed event', 'DELETE FROM auditEvent WHERE sequence = 2', 'Event 2 is missing'],
    [
      'two events in each other’s places',
      'UPDATE auditEvent SET sequence = 9 WHERE sequence = 2; UPDATE auditEvent SET sequence = 2 WHERE sequence = 3; UPDATE auditEvent SET sequence = 3 WHERE sequence = 9',
      'Event 2 does not stand in its place',
    ],
  ])('finds %s', async (_, sql, problem) => {
    await record('one', 'two', 'three')
    expect((await verifyLog(workspace!)).problems).toEqual([])
    tamper(sql)
    expect((await verifyLog(workspace!)).problems.join('\n')).toContain(problem)
  })
})
