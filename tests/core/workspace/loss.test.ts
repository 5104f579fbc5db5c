import { cpSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lossRemedy, lossSentence } from '#shared/domain/logLoss.ts'
import { type App, passphrase, startApp, startWorkspace } from '../app.ts'

let writer: App
let reader: App
/** A copy of the workspace, as a crash would leave it: what was committed last stands in the write-ahead log alone. */
let copy: string
let count = 0

beforeEach(async () => {
  writer = await startWorkspace()
  reader = await startApp()
})
afterEach(async () => {
  await reader.close()
  await writer.close()
})

const original = () => join(writer.folder, 'workspace')

function crash(): string {
  copy = join(writer.folder, `copy ${++count}`)
  cpSync(original(), copy, { recursive: true })
  return copy
}

async function work(times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    writer.clock.now = new Date(writer.clock.now.getTime() + 60_000)
    await writer.call('incidents.create', { title: `Outage ${n}` })
  }
}

const open = () => reader.call('workspace.open', { path: copy, passphrase })

describe('commits that a damaged write-ahead log took along', () => {
  it('are told of at the opening, with their number and time, and recorded', async () => {
    await writer.call('workspace.backup', {})
    await work(3)
    const before = crash()
    const { size } = statSync(join(before, 'workspace.db-wal'))
    await work(4)
    crash()
    truncateSync(join(copy, 'workspace.db-wal'), size + 100)
    const { loss } = await open()
    expect(loss).toEqual({
      events: 4,
      since: '2026-11-20T14:08:00.000Z',
      until: '2026-11-20T14:12:00.000Z',
      lastBackup: { at: '2026-11-20T14:05:00.000Z', file: 'Nordlys Operations backup 2026-11-20.afterword' },
    })
    expect(lossSentence(loss!)).toBe(
      'The last 4 changes, made between 20 Nov 2026, 14:08 UTC and 20 Nov 2026, 14:12 UTC, are gone: the file that held them is damaged or missing.',
    )
    expect(lossRemedy(loss!)).toContain(
      'made 20 Nov 2026, 14:05 UTC (“Nordlys Operations backup 2026-11-20.afterword”)',
    )
    const { rows } = await reader.call('auditLog.list', {})
    expect(rows[0]!.sentence).toBe('Found that the last changes were gone, this many: 4')
    expect(await reader.call('auditLog.verify', {})).toMatchObject({ good: true, problems: [] })
    expect((await reader.call('workspace.state', {})).open?.loss).toEqual(loss)
  })

  it('are told of once', async () => {
    await work(3)
    crash()
    rmSync(join(copy, 'workspace.db-wal'))
    truncateSync(join(copy, 'workspace.db-shm'), 0)
    cpSync(join(original(), 'workspace.db'), join(copy, 'workspace.db'))
    const first = await reader.core.dispatch({ method: 'workspace.open', input: { path: copy, passphrase } })
    // All of a new workspace stands in the write-ahead log: without it, there is none to go on with.
    expect(first).toHaveProperty('error')
    await writer.call('workspace.close', {})
    cpSync(join(original(), 'workspace.db'), join(copy, 'workspace.db'))
    await writer.call('workspace.open', { path: original(), passphrase })
    await work(2)
    cpSync(join(original(), 'workspace.head'), join(copy, 'workspace.head'))
    expect((await open()).loss?.events).toBe(2)
    await reader.call('workspace.close', {})
    expect((await open()).loss).toBeNull()
  })
})

describe('nothing is told', () => {
  it('where the process was killed between a commit and the note of it', async () => {
    await work(2)
    const head = readFileSync(join(crash(), 'workspace.head'))
    await work(1)
    writeFileSync(join(crash(), 'workspace.head'), head)
    expect((await open()).loss).toBeNull()
    expect((await reader.call('incidents.list', {})).total).toBe(3)
  })

  it('of a note that is damaged, of another workspace, or missing', async () => {
    await work(2)
    for (const harm of [
      (path: string) => writeFileSync(path, Buffer.alloc(512, 7)),
      (path: string) =>
        writeFileSync(path, readFileSync(path, 'utf8').replace(/"events":\d+/, '"events":99')),
      (path: string) => writeFileSync(path, ''),
      (path: string) => rmSync(path),
    ]) {
      harm(join(crash(), 'workspace.head'))
      expect((await open()).loss).toBeNull()
      await reader.call('workspace.close', {})
    }
  })

  it('in a workspace that was restored from a backup', async () => {
    const { file } = await writer.call('workspace.backup', {})
    await work(3)
    copy = join(writer.folder, 'restored')
    const { ref } = await reader.core.files.offer(writer.core.files.get(file.ref).path)
    await reader.call('workspace.restore', { file: ref, path: copy, passphrase })
    expect((await open()).loss).toBeNull()
  })
})

it('another copy of the database in the place of the one last worked with is told of', async () => {
  await work(1)
  crash()
  await open()
  for (let n = 0; n < 5; n++) await reader.call('incidents.create', { title: `Elsewhere ${n}` })
  await reader.call('workspace.close', {})
  await work(1)
  cpSync(join(original(), 'workspace.head'), join(copy, 'workspace.head'))
  const { loss } = await open()
  expect(loss).toMatchObject({ events: null, lastBackup: null })
  expect(lossSentence(loss!)).toMatch(/^The database in this folder is another copy/)
})
