import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, passphrase, startWorkspace } from '../app.ts'
import { actAs, addMember, submit, writtenReview } from '../team.ts'

let app: App & { personId: string }
let reviewId: string
beforeEach(async () => {
  app = await startWorkspace()
  reviewId = (await writtenReview(app, app.personId)).id
})
afterEach(() => app.close())

const only = async () => (await app.call('actions.list', { reviewId })).rows[0]!

it('closes an action with proof, and only by its criterion', async () => {
  const { id } = await app.call('actions.add', { reviewId, title: 'Improve alerts' })
  const { advice, version } = await app.call('actions.get', { id })
  expect(advice.length).toBeGreaterThanOrEqual(3)
  const note = 'The load test of 3 December is green.'
  expect((await app.refused('actions.close', { id, version, note })).message).toContain('counts as done')
  const action = await only()
  await app.call('actions.close', { id: action.id, version: action.version, note })
  const closed = await app.call('actions.get', { id: action.id })
  expect(closed).toMatchObject({ state: 'done', closureNote: note, closedAt: '2026-11-20T14:05:00.000Z' })
})

it('keeps each move of a due date with its reason', async () => {
  const { id, version } = await only()
  const later = { id, version, dueOn: '2027-01-10' }
  expect((await app.refused('actions.changeDue', later)).message).toContain('Say why')
  await app.call('actions.changeDue', { ...later, reason: 'The supplier answers in January.' })
  expect((await app.call('actions.get', { id })).dueChanges).toMatchObject([
    { from: '2026-12-15', to: '2027-01-10', reason: 'The supplier answers in January.' },
  ])
})

it('counts as overdue from the day after its due date until it is closed', async () => {
  const overdue = async () => (await app.call('actions.list', { overdueOnly: true })).total
  app.clock.now = new Date('2026-12-15T23:00:00.000Z')
  expect(await overdue()).toBe(0)
  app.clock.now = new Date('2026-12-16T00:00:00.000Z')
  expect(await overdue()).toBe(1)
})

it('is declined by a second person, with a reason, and can be reopened', async () => {
  const action = await only()
  const decline = { id: action.id, version: action.version, reason: 'The pool is replaced altogether.' }
  expect((await app.refused('actions.decline', decline)).code).toBe('not-allowed')
  const lead = await addMember(app, 'Lena Moreau', ['engineering-lead'])
  await actAs(app, lead)
  const { version } = await app.call('actions.decline', decline)
  expect(await only()).toMatchObject({ state: 'wont-do' })
  await app.call('actions.reopen', { id: action.id, version, reason: 'It stays after all.' })
  expect(await only()).toMatchObject({ state: 'open', closedAt: null })
})

it('goes on after the review was submitted without touching what is being approved', async () => {
  await submit(app, reviewId)
  const { id, version } = await only()
  await app.call('actions.start', { id, version })
  expect((await app.call('reviews.get', { id: reviewId })).state).toBe('technical-validation')
  await app.call('actions.update', { id, version: version + 1, title: 'Size the pool by traffic' })
  expect((await app.call('reviews.get', { id: reviewId })).state).toBe('written')
  await actAs(app, { id: app.personId, passphrase })
})

it('sorts those without a due date last', async () => {
  await app.call('actions.add', { reviewId, title: 'No day yet' })
  await app.call('actions.add', { reviewId, title: 'Sooner', dueOn: '2026-12-01' })
  const titles = async (order: 'asc' | 'desc') =>
    (await app.call('actions.list', { order })).rows.map((one) => one.dueOn)
  expect(await titles('asc')).toEqual(['2026-12-01', '2026-12-15', null])
  expect(await titles('desc')).toEqual(['2026-12-15', '2026-12-01', null])
})

it('keeps the due date of a closed action, and takes no owner who left', async () => {
  const { id, version } = await only()
  await app.call('actions.close', { id, version, note: 'The load test is green.' })
  const later = { id, version: version + 1, dueOn: '2027-01-10', reason: 'So that it was in time' }
  expect(await app.refused('actions.changeDue', later)).toMatchObject({ code: 'conflict' })
  const person = await app.call('people.create', { name: 'Bo Marsh', roles: ['responder'] })
  await app.call('actions.update', { id, version: version + 1, ownerId: person.id })
  await app.call('people.update', { id: person.id, version: 1, active: false })
  // Who owned it when they left goes on being named.
  await app.call('actions.update', { id, version: version + 2, ownerId: person.id, priority: 'high' })
  const other = { reviewId, title: 'Another', ownerId: person.id }
  expect(await app.refused('actions.add', other)).toMatchObject({
    code: 'not-allowed',
    message: expect.stringContaining('Bo Marsh'),
  })
})
