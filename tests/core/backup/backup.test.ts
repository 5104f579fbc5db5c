import { randomBytes } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { backupWorkspace } from '#core/workspace/backup.ts'
import { restoreWorkspace } from '#core/workspace/restore.ts'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { passphrase } from '../app.ts'
import { startWorld, type World } from '../evidence/world.ts'

let world: World
let count = 0
beforeAll(async () => {
  world = await startWorld()
})
beforeEach(() => world.anew())
afterAll(() => world.close())

const newFolder = () => join(world.folder, `restored ${++count}`)

/** Makes a backup, as a user keeps it: somewhere else, under a name of their own. */
async function backup(): Promise<{ path: string; missing: string[] }> {
  const { file, missing } = await world.call('workspace.backup', {})
  const path = join(world.folder, `kept ${++count}.zip`)
  copyFileSync(world.core.files.get(file.ref).path, path)
  return { path, missing }
}

async function restore(path: string, folder: string, withPassphrase = passphrase) {
  const { ref } = await world.core.files.offer(path)
  return { file: ref, path: folder, passphrase: withPassphrase }
}

/** Runs something in another workspace, and comes back to the first. */
async function inside<T>(folder: string, work: () => Promise<T>, withPassphrase = passphrase): Promise<T> {
  await world.call('workspace.close', {})
  try {
    await world.call('workspace.open', { path: folder, passphrase: withPassphrase })
    const result = await work()
    await world.call('workspace.close', {})
    return result
  } finally {
    await world.call('workspace.open', { path: world.workspaceFolder, passphrase })
  }
}

describe('a backup', () => {
  it('restored elsewhere is the workspace as it was: reviews, evidence, identities and log', async () => {
    const bytes = randomBytes(1_500_000)
    const { id } = await world.add(world.file('dump.bin', bytes))
    const { reviewId } = world
    const identities = await world.call('identities.list', {})
    const { path, missing } = await backup()
    expect(missing).toEqual([])
    await world.add(world.file('later.txt', 'after the backup'))
    const folder = newFolder()
    expect(await world.call('workspace.restore', await restore(path, folder))).toEqual({ path: folder })
    await inside(folder, async () => {
      expect(await world.call('evidence.ofReview', { reviewId })).toMatchObject([{ id, number: 'EX-0001' }])
      const { file } = await world.call('evidence.open', { id })
      expect(readFileSync(world.core.files.get(file.ref).path).equals(bytes)).toBe(true)
      expect(await world.call('identities.list', {})).toEqual(identities)
      expect(await world.call('auditLog.verify', {})).toMatchObject({ good: true, problems: [] })
      expect(await world.job(await world.call('evidence.checkAll', {}))).toMatchObject({
        missing: [],
        damaged: [],
      })
      const number = await world.core.files.offer(world.file('next.txt', 'next'))
      expect(await world.call('evidence.add', { reviewId, file: number.ref })).toMatchObject({
        number: 'EX-0002',
      })
    })
  })

  it('has nothing readable in it', async () => {
    await world.add(world.file('a.txt', 'a very recognizable sentence'), {
      title: 'A very recognizable title',
    })
    const bytes = readFileSync((await backup()).path)
    expect(bytes.includes('recognizable')).toBe(false)
    expect(bytes.includes('SQLite format')).toBe(false)
  })

  it('names evidence that is missing or cut off, and restores all the rest', async () => {
    const gone = await world.add(world.file('gone.bin', randomBytes(2_000)))
    const cut = await world.add(world.file('cut.bin', randomBytes(2_000)))
    const well = await world.add(world.file('well.bin', randomBytes(2_000)))
    const pathOf = (hash: string) => join(world.workspaceFolder, 'evidence', hash.slice(0, 2), hash.slice(2))
    const kept = [gone, cut].map(({ sha256 }) => [pathOf(sha256), readFileSync(pathOf(sha256))] as const)
    rmSync(pathOf(gone.sha256))
    truncateSync(pathOf(cut.sha256), 100)
    const { path, missing } = await backup()
    expect(missing.sort()).toEqual([
      `EX-0001 of ${world.reviewKey} (“gone.bin”)`,
      `EX-0002 of ${world.reviewKey} (“cut.bin”)`,
    ])
    const folder = newFolder()
    await world.call('workspace.restore', await restore(path, folder))
    await inside(folder, async () => {
      await world.call('evidence.open', { id: well.id })
      expect(await world.refused('evidence.open', { id: gone.id })).toMatchObject({ code: 'not-found' })
      expect(await world.refused('evidence.open', { id: cut.id })).toMatchObject({ code: 'not-found' })
    })
    for (const [file, bytes] of kept) writeFileSync(file, bytes)
  })

  it('is for who manages the workspace, and is told in its log', async () => {
    await backup()
    const { rows } = await world.call('auditLog.list', { subject: 'workspace' })
    expect(rows.some((row) => row.method === 'workspace.backup')).toBe(true)
    await world.actAs('Plain Person', ['responder'])
    expect(await world.refused('workspace.backup', {})).toMatchObject({ code: 'not-allowed' })
  })

  it('takes no part of what is being written meanwhile', async () => {
    await world.call('workspace.close', {})
    const workspace = await openWorkspace(world.workspaceFolder, passphrase, world.clock.now)
    const path = join(world.folder, 'meanwhile.zip')
    try {
      await workspace.write.transaction().execute(async (tx) => {
        await tx.insertInto('setting').values({ name: 'half', value: 'done' }).execute()
        await backupWorkspace(workspace, path, { now: world.clock.now })
      })
    } finally {
      await workspace.close()
    }
    const folder = newFolder()
    await restoreWorkspace(path, folder, passphrase)
    const restored = await openWorkspace(folder, passphrase, world.clock.now)
    expect(
      await restored.read.selectFrom('setting').selectAll().where('name', '=', 'half').execute(),
    ).toEqual([])
    await restored.close()
    await world.call('workspace.open', { path: world.workspaceFolder, passphrase })
  })

  it('that is cancelled, or has nowhere to go, leaves nothing', async () => {
    await world.call('workspace.close', {})
    const workspace = await openWorkspace(world.workspaceFolder, passphrase, world.clock.now)
    const path = join(world.folder, 'cancelled.zip')
    const before = readdirSync(world.folder)
    try {
      const abort = new AbortController()
      const steps: number[] = []
      const cancelled = backupWorkspace(workspace, path, {
        now: world.clock.now,
        signal: abort.signal,
        progress(progress) {
          steps.push(progress)
          if (progress > 0.5) abort.abort()
        },
      })
      await expect(cancelled).rejects.toThrow()
      expect(steps.length).toBeGreaterThan(2)
      expect(steps).toEqual([...steps].sort((a, b) => a - b))
      const nowhere = backupWorkspace(workspace, join(world.folder, 'absent', 'b.zip'), {
        now: world.clock.now,
      })
      await expect(nowhere).rejects.toThrow()
      expect(readdirSync(world.folder)).toEqual(before)
    } finally {
      await workspace.close()
      await world.call('workspace.open', { path: world.workspaceFolder, passphrase })
    }
  })
})

describe('restoring', () => {
  it('asks for the passphrase that held when the backup was made', async () => {
    const { path } = await backup()
    const folder = newFolder()
    const error = await world.refused('workspace.restore', await restore(path, folder, 'wrong'))
    expect(error).toMatchObject({ code: 'not-allowed' })
    expect(existsSync(folder)).toBe(false)
  })

  it('never writes into a folder that holds something, nor over a file', async () => {
    const { path } = await backup()
    const into = await world.refused('workspace.restore', await restore(path, world.workspaceFolder))
    expect(into).toMatchObject({ code: 'conflict', message: expect.stringContaining('not empty') })
    const over = await world.refused('workspace.restore', await restore(path, world.file('a.txt', 'a')))
    expect(over).toMatchObject({ code: 'conflict' })
    const relative = await world.refused('workspace.restore', await restore(path, 'somewhere'))
    expect(relative).toMatchObject({ code: 'invalid-input' })
  })

  it('that is cancelled leaves nothing', async () => {
    const { path } = await backup()
    const before = readdirSync(world.folder)
    const abort = new AbortController()
    const cancelled = restoreWorkspace(path, newFolder(), passphrase, {
      signal: abort.signal,
      progress: () => abort.abort(),
    })
    await expect(cancelled).rejects.toThrow()
    expect(readdirSync(world.folder)).toEqual(before)
  })
})

describe('the workspace’s passphrase', () => {
  it('is changed in one step; the old one opens nothing more but older backups', async () => {
    const { path: older } = await backup()
    const folder = newFolder()
    await world.call('workspace.restore', await restore(older, folder))
    await inside(folder, async () => {
      const wrong = { passphrase: 'wrong', newPassphrase: 'a new one' }
      expect(await world.refused('workspace.changePassphrase', wrong)).toMatchObject({ code: 'not-allowed' })
      await world.call('workspace.changePassphrase', { passphrase, newPassphrase: 'a new one' })
      expect(readdirSync(folder).filter((name) => name.startsWith('workspace.json'))).toEqual([
        'workspace.json',
      ])
      const { path: newer } = await backup()
      const stale = await world.refused('workspace.restore', await restore(newer, newFolder()))
      expect(stale.code).toBe('not-allowed')
      await world.call('workspace.restore', await restore(newer, newFolder(), 'a new one'))
      await world.call('workspace.restore', await restore(older, newFolder()))
      // The root still issues certificates without being asked for another passphrase.
      const { id: personId } = await world.call('people.create', { name: 'Later Person' })
      await world.call('identities.create', { personId, passphrase: 'x', rootPassphrase: 'a new one' })
    })
    await expect(openWorkspace(folder, passphrase, world.clock.now)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await inside(folder, async () => undefined, 'a new one')
  })

  it('is changed by who manages the workspace alone', async () => {
    await world.actAs('Another Plain Person', ['responder'])
    const change = { passphrase, newPassphrase: 'a new one' }
    expect(await world.refused('workspace.changePassphrase', change)).toMatchObject({ code: 'not-allowed' })
  })
})
