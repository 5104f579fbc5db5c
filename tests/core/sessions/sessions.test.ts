import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, startWorkspace } from '../app.ts'
import { submit, writtenReview } from '../team.ts'

let app: App & { personId: string }
let reviewId: string
beforeEach(async () => {
  app = await startWorkspace()
  const { id: incidentId } = await app.call('incidents.create', { title: 'Orders stopped' })
  reviewId = (await app.call('reviews.create', { incidentId, templateId: 'blameless-standard' })).id
})
afterEach(() => app.close())

const minutesLater = (minutes: number) => {
  app.clock.now = new Date(app.clock.now.getTime() + minutes * 60_000)
}

it('runs through the agenda of the template and says what each item really took', async () => {
  const { id } = await app.call('sessions.start', { reviewId, facilitatorId: app.personId })
  expect((await app.call('reviews.get', { id: reviewId })).state).toBe('in-session')
  await app.call('sessions.moveTo', { id, version: 1, item: 0 })
  minutesLater(7)
  await app.call('sessions.moveTo', { id, version: 2, item: 1 })
  minutesLater(18)
  await app.call('sessions.update', { id, version: 3, decisions: ['Keep the pool at 200'], notes: 'Calm.' })
  await app.call('sessions.end', { id, version: 4 })
  const { sessions } = await app.call('reviews.content', { reviewId })
  expect(sessions).toMatchObject([
    { decisions: ['Keep the pool at 200'], notes: 'Calm.', endedAt: '2026-11-20T14:30:00.000Z' },
  ])
  expect(sessions[0]?.agenda.slice(0, 3)).toEqual([
    { title: 'Opening', plannedMinutes: 5, actualMinutes: 7 },
    { title: 'Timeline', plannedMinutes: 20, actualMinutes: 18 },
    { title: 'Contributing factors', plannedMinutes: 15, actualMinutes: 0 },
  ])
})

it('is one at a time, and ends once', async () => {
  const start = { reviewId, facilitatorId: app.personId }
  const { id } = await app.call('sessions.start', start)
  expect((await app.refused('sessions.start', start)).message).toContain('running')
  await app.call('sessions.end', { id, version: 1 })
  expect((await app.refused('sessions.end', { id, version: 2 })).code).toBe('conflict')
  await app.call('sessions.start', start)
  expect(await app.call('sessions.list', { reviewId })).toHaveLength(2)
})

it('is over before its review goes to its approvers: to end it later would void what they signed', async () => {
  const { id } = await writtenReview(app, app.personId)
  const session = await app.call('sessions.start', { reviewId: id, facilitatorId: app.personId })
  const { version } = await app.call('reviews.get', { id })
  expect(await app.refused('reviews.submit', { id, version })).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('End it'),
  })
  await app.call('sessions.end', { id: session.id, version: 1 })
  await submit(app, id)
})

it('is given to nobody who is no longer active', async () => {
  const { id } = await app.call('people.create', { name: 'Bo Marsh', roles: ['facilitator'] })
  await app.call('people.update', { id, version: 1, active: false })
  expect(await app.refused('sessions.start', { reviewId, facilitatorId: id })).toMatchObject({
    code: 'not-allowed',
    message: expect.stringContaining('Bo Marsh'),
  })
  const { version } = await app.call('reviews.get', { id: reviewId })
  const update = { id: reviewId, version, facilitatorId: id }
  expect((await app.refused('reviews.update', update)).code).toBe('not-allowed')
})
