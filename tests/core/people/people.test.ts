import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, startWorkspace } from '../app.ts'
import { actAs, addMember } from '../team.ts'

let app: App & { personId: string }
beforeEach(async () => {
  app = await startWorkspace()
})
afterEach(() => app.close())

it('finds people by a part of their name or address, a page at a time', async () => {
  for (const name of ['Anna Berg', 'Bo Berg', 'Cleo 100%'])
    await app.call('people.create', { name, email: `${name[0]}@example.org` })
  expect((await app.call('people.list', { search: 'berg' })).rows.map((one) => one.name)).toEqual([
    'Anna Berg',
    'Bo Berg',
  ])
  expect((await app.call('people.list', { search: '100%' })).total).toBe(1)
  expect((await app.call('people.list', { search: '_%' })).total).toBe(0)
  const first = await app.call('people.list', { limit: 3 })
  expect(first).toMatchObject({ total: 4, cursor: '3' })
  const second = await app.call('people.list', { limit: 3, cursor: first.cursor! })
  expect(second).toMatchObject({ rows: [{ name: 'Dana Vogt' }], cursor: null })
})

it('lets an administrator alone change people, and always keeps one', async () => {
  const lena = await addMember(app, 'Lena Moreau', ['engineering-lead'])
  const own = { id: app.personId, version: 1 }
  expect(await app.refused('people.update', { ...own, roles: ['facilitator'] })).toMatchObject({
    code: 'not-allowed',
    message: expect.stringContaining('administrator'),
  })
  expect((await app.refused('people.update', { ...own, active: false })).code).toBe('not-allowed')
  await actAs(app, lena)
  const refused = await app.refused('people.create', { name: 'Somebody' })
  expect(refused.message).toBe('Lena Moreau may not add people. Ask one of: administrator.')
})

it('lets nobody act who was deactivated, and nobody deactivate who acts', async () => {
  const lena = await addMember(app, 'Lena Moreau', ['engineering-lead', 'administrator'])
  const own = await app.refused('people.update', { id: app.personId, version: 1, active: false })
  expect(own).toMatchObject({
    code: 'not-allowed',
    message: expect.stringContaining('another administrator'),
  })
  await app.call('people.update', { id: lena.id, version: 1, active: false })
  const act = await app.refused('workspace.actAs', { personId: lena.id, passphrase: lena.passphrase })
  expect(act).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('no longer active') })
})

it('shows both sides of a change that came too late', async () => {
  const { id } = await app.call('people.create', { name: 'Anna Berg' })
  await app.call('people.update', { id, version: 1, name: 'Anna Sund' })
  expect(await app.refused('people.update', { id, version: 1, email: 'a@example.org' })).toMatchObject({
    code: 'conflict',
    details: { version: 2, current: { name: 'Anna Sund' } },
  })
})

it('keeps teams and services by names that stand once', async () => {
  const team = await app.call('teams.save', { name: 'Payments', memberIds: [app.personId] })
  await app.call('services.save', { name: 'Checkout', teamId: team.id })
  expect((await app.refused('services.save', { name: 'Checkout' })).code).toBe('conflict')
  const renamed = { id: team.id, version: 1, name: 'Money', memberIds: [] }
  expect(await app.call('teams.save', renamed)).toMatchObject({ version: 2 })
  expect(await app.call('teams.list', {})).toMatchObject([{ name: 'Money', memberIds: [] }])
})

it('changes no team and no service without the version that was seen', async () => {
  const team = await app.call('teams.save', { name: 'Payments', memberIds: [] })
  const service = await app.call('services.save', { name: 'Checkout' })
  const blind = { id: team.id, name: 'Money', memberIds: [] }
  expect((await app.refused('teams.save', blind)).code).toBe('invalid-input')
  expect((await app.refused('services.save', { id: service.id, name: 'Shop' })).code).toBe('invalid-input')
  await app.call('services.save', { ...service, name: 'Shop' })
  expect((await app.refused('services.save', { ...service, name: 'Store' })).code).toBe('conflict')
})
