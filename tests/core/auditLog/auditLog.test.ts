import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseCheckpoint } from '#verifier/checkpoint.ts'
import { type App, startWorkspace } from '../app.ts'

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
