import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, startWorkspace } from '../app.ts'
import { actAs, addMember } from '../team.ts'

const none = { started: null, detected: null, acknowledged: null, mitigated: null, resolved: null }

let app: App & { personId: string }
beforeEach(async () => {
  app = await startWorkspace()
})
afterEach(() => app.close())

it('numbers incidents by year and never gives a number twice', async () => {
  const keys: string[] = []
  for (const title of ['One', 'Two']) keys.push((await app.call('incidents.create', { title })).key)
  app.clock.now = new Date('2027-01-02T00:00:00.000Z')
  keys.push((await app.call('incidents.create', { title: 'Three' })).key)
  expect(keys).toEqual(['INC-2026-0001', 'INC-2026-0002', 'INC-2027-0001'])
})

it('lists by severity, service and words, in the order asked for', async () => {
  const service = await app.call('services.save', { name: 'Checkout' })
  await app.call('incidents.create', { title: 'Orders stopped', severity: 'SEV-1', serviceIds: [service.id] })
  await app.call('incidents.create', { title: 'Slow search', severity: 'SEV-3' })
  const titles = async (input: object) =>
    (await app.call('incidents.list', input)).rows.map((one) => one.title)
  expect(await titles({ severity: ['SEV-1'] })).toEqual(['Orders stopped'])
  expect(await titles({ serviceId: service.id })).toEqual(['Orders stopped'])
  expect(await titles({ search: 'SLOW' })).toEqual(['Slow search'])
  expect(await titles({ sort: 'title', order: 'asc' })).toEqual(['Orders stopped', 'Slow search'])
})

it('keeps a doubtful time as it was given, and does not guess', async () => {
  const time = await app.call('incidents.readTime', { text: '10:45~' })
  expect(time).toMatchObject({ at: null, text: '10:45~', doubt: 'no-date' })
  const { id } = await app.call('incidents.create', { title: 'One' })
  await app.call('incidents.update', { id, version: 1, times: { started: time } })
  const incident = await app.call('incidents.get', { id })
  expect(incident).toMatchObject({ startedAt: null, times: { started: { text: '10:45~' }, detected: null } })
})

it('refuses services that are not there, and changes nothing', async () => {
  const missing = '01a1f946-5ae0-7981-843f-f5f4e1630aa9'
  const refused = await app.refused('incidents.create', { title: 'One', serviceIds: [missing] })
  expect(refused.code).toBe('not-found')
  expect((await app.call('incidents.list', {})).total).toBe(0)
  expect((await app.call('auditLog.list', { method: 'incidents.create' })).total).toBe(0)
})

it('numbers an incident of New Year’s Eve by the year it had where it happened', async () => {
  const at = async (text: string) => (await app.call('incidents.readTime', { text }))!
  const keyOf = async (text: string) =>
    (await app.call('incidents.create', { title: text, times: { ...none, started: await at(text) } })).key
  expect(await keyOf('2027-01-01 00:30 +01:00')).toBe('INC-2027-0001')
  expect(await keyOf('2026-12-31 23:30 -08:00')).toBe('INC-2026-0001')
  // A year that no key can have.
  const started = { ...(await at('2026-12-31 23:30 UTC')), at: '0000-01-01T00:00:00.000Z' }
  const { key } = await app.call('incidents.create', { title: 'Long ago', times: { ...none, started } })
  expect(key).toBe('INC-2026-0002')
})

it('loses the label Restricted, which its reviews carry, only by who may see them', async () => {
  const { id } = await app.call('incidents.create', { title: 'A breach', label: 'restricted' })
  const open = { id, version: 1, label: 'public' as const }
  expect((await app.refused('incidents.update', open)).code).toBe('not-allowed')
  await app.call('incidents.update', { id, version: 1, title: 'A breach, looked at' })
  await actAs(app, await addMember(app, 'Ines Carvalho', ['incident-manager']))
  await app.call('incidents.update', { ...open, version: 2 })
})
