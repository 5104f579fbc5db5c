import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, startWorkspace } from '../app.ts'

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
