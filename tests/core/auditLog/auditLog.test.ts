import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { parseCheckpoint } from '#verifier/checkpoint.ts'
import { type App, passphrase, startWorkspace } from '../app.ts'

let app: App & { personId: string }
beforeEach(async () => {
  app = await startWorkspace()
})
afterEach(() => app.close())

it('lists who did what, the newest first, by subject, method and person', async () => {
  const { id } = await app.call('incidents.create', { title: 'Orders stopped' })
  await app.call('people.create', { name: 'Anna Berg' })
  const sentences = async (filter: object) =>
    (await app.call('auditLog.list', filter)).rows.map((one) => one.sentence)
  expect((await sentences({}))[0]).toBe('Added the person “Anna Berg”')
  expect(await sentences({ subject: `incident:${id}` })).toEqual([
    'Recorded the incident INC-2026-0001 “Orders stopped”',
  ])
  expect(await sentences({ method: 'people.create' })).toHaveLength(1)
  expect((await app.call('auditLog.list', { personId: app.personId, limit: 2 })).total).toBe(3)
})

it('logs nothing of a command that was refused', async () => {
  const before = (await app.call('auditLog.list', {})).total
  await app.refused('people.update', { id: app.personId, version: 1, active: false })
  expect((await app.call('auditLog.list', {})).total).toBe(before)
})

it('gives its head as a signed note, whose root the check of the log names too', async () => {
  const { note, key, size } = await app.call('auditLog.checkpoint', {})
  const { checkpoint, signatures } = parseCheckpoint(note)
  expect(checkpoint.size).toBe(size)
  expect(signatures).toHaveLength(1)
  expect(key).toContain(checkpoint.origin)
  const { root, events } = await app.call('auditLog.verify', {})
  expect(events).toBe(size)
  expect(root).toBe(Buffer.from(checkpoint.root).toString('hex'))
})

describe('a log that somebody changed who has its key', () => {
  const path = () => join(app.folder, 'workspace')
  const isCalled = (title: string) => app.call('incidents.create', { title })

  /** Works on the database beside Afterword, without what protects the log, and without the note of its end. */
  async function tamper(...statements: string[]): Promise<void> {
    await app.call('workspace.close', {})
    const workspace = await openWorkspace(path(), passphrase, app.clock.now)
    workspace.database.exec('PRAGMA foreign_keys = OFF')
    for (const table of ['auditEvent', 'auditSubject'])
      for (const what of ['Update', 'Delete']) workspace.database.exec(`DROP TRIGGER ${table}_no${what}`)
    for (const statement of statements) workspace.database.exec(statement)
    await workspace.close()
    rmSync(join(path(), 'workspace.head'))
    await app.call('workspace.open', { path: path(), passphrase })
  }

  /** As if a pack had been exported now. */
  async function keepState(): Promise<string> {
    const { note } = await app.call('auditLog.checkpoint', {})
    return `INSERT INTO exported VALUES ('0192f0c1-0000-7000-8000-000000000001', '${await aReview()}', 'P-7K3M-9QXA',
      'pack', 'x.asice', 1, '', '2026-11-20T14:05:00.000Z', '${app.personId}', 0, 'COMPLETE', 'B-B', 'internal', '', '${note}')`
  }

  async function aReview(): Promise<string> {
    const { id } = await isCalled('Orders stopped')
    const input = { incidentId: id, templateId: 'blameless-standard', facilitatorId: app.personId }
    return (await app.call('reviews.create', input)).id
  }

  const problems = async (checkpoint = '') => (await app.call('auditLog.verify', { checkpoint })).problems

  it('tells of an event that is hidden from the history of what it is about', async () => {
    const { id } = await isCalled('Orders stopped')
    await tamper(`DELETE FROM auditSubject WHERE subject = 'incident:${id}'`)
    expect(await problems()).toEqual([
      `Event 2 is hidden: the history of the incident ${id} does not name it.`,
    ])
  })

  it('tells of an event that is put into a history to which it does not belong', async () => {
    const { id } = await isCalled('Orders stopped')
    await tamper(`INSERT INTO auditSubject VALUES ('incident:${id}', 1)`)
    expect(await problems()).toEqual([
      `The history of the incident ${id} names event 1, which is not about it.`,
    ])
  })

  it('tells of a log that was cut off behind a state that was exported, and what that means', async () => {
    await isCalled('Queues stopped')
    const kept = await keepState()
    await tamper(
      kept,
      'DELETE FROM auditSubject WHERE sequence > 1',
      'DELETE FROM auditEvent WHERE sequence > 1',
    )
    expect(await problems()).toEqual([
      expect.stringMatching(
        /^The log had 2 events when P-7K3M-9QXA was exported on 20 Nov 2026; now it has 1\. .*older backup/,
      ),
    ])
  })

  it('tells of a log that went on otherwise from before a state that was exported', async () => {
    const copy = join(app.folder, 'older')
    await app.call('workspace.close', {})
    cpSync(path(), copy, { recursive: true })
    await app.call('workspace.open', { path: path(), passphrase })
    await isCalled('Queues stopped')
    const kept = await keepState()
    const { note } = await app.call('auditLog.checkpoint', {})
    await app.call('workspace.close', {})
    rmSync(path(), { recursive: true })
    cpSync(copy, path(), { recursive: true })
    await app.call('workspace.open', { path: path(), passphrase })
    for (const title of ['One', 'Two', 'Three', 'Four']) await isCalled(title)
    expect(await problems()).toEqual([])
    expect(await problems(note)).toEqual([
      expect.stringMatching(
        /^The first 4 events of the log are not those .* when the given checkpoint was signed\. .*older backup/,
      ),
    ])
    await tamper(kept)
    expect(await problems()).toEqual([
      expect.stringMatching(/^The first 2 events of the log are not those .* when P-7K3M-9QXA was exported/),
    ])
  })

  it('tells of a kept state that is not this log’s', async () => {
    const kept = await keepState()
    await tamper(kept, "UPDATE exported SET checkpoint = replace(checkpoint, '— ', '— x')")
    expect(await problems()).toEqual([expect.stringMatching(/was not signed with the key of this log/)])
    const other = await startWorkspace()
    const { note } = await other.call('auditLog.checkpoint', {})
    await other.close()
    expect((await problems(note))[0]).toMatch(/when the given checkpoint was signed is of another log/)
    expect((await problems('nonsense'))[0]).toMatch(/cannot be read: the checkpoint is not a signed note/)
  })

  it('holds nothing against a log that grew since a state that was exported', async () => {
    const { note } = await app.call('auditLog.checkpoint', {})
    await tamper(await keepState())
    await isCalled('Queues stopped')
    expect(await app.call('auditLog.verify', { checkpoint: note })).toMatchObject({
      good: true,
      problems: [],
    })
  })
})
