import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { type App, passphrase, startWorkspace } from '../app.ts'
import { actAs, addMember, approve, type Member, submit, writtenReview } from '../team.ts'

let app: App & { personId: string }
let facilitator: Member
let lead: Member
let manager: Member

beforeAll(async () => {
  app = await startWorkspace()
  facilitator = { id: app.personId, passphrase }
  lead = await addMember(app, 'Lena Moreau', ['engineering-lead'])
  manager = await addMember(app, 'Ivo Marsh', ['incident-manager'])
})
afterAll(() => app.close())

async function input(reviewId: string, content: string) {
  const path = join(app.folder, 'given.txt')
  writeFileSync(path, content)
  return { reviewId, file: (await app.core.files.offer(path)).ref }
}

async function approvedReview() {
  await actAs(app, facilitator)
  const review = await writtenReview(app, facilitator.id)
  const evidence = await app.call('evidence.add', await input(review.id, `first of ${review.key}`))
  await submit(app, review.id)
  await approve(app, review.id, lead)
  await approve(app, review.id, manager)
  return { ...review, evidence }
}

const held = (review: { approvals: { voided: unknown }[] }) =>
  review.approvals.filter((one) => one.voided === null).length

it('looking at evidence and handing it over leave the approvals of a review', async () => {
  const { id, evidence } = await approvedReview()
  await app.call('evidence.open', { id: evidence.id })
  await app.call('evidence.transfer', { id: evidence.id, to: 'Legal', note: 'For the insurer' })
  const review = await app.call('reviews.get', { id })
  expect(review.state).toBe('approved')
  expect(held(review)).toBe(2)
})

it('adding evidence to an approved review, or changing what is said of it, voids its approvals', async () => {
  for (const edit of ['add', 'update'] as const) {
    const { id, evidence } = await approvedReview()
    if (edit === 'add') await app.call('evidence.add', await input(id, 'second'))
    else await app.call('evidence.update', { id: evidence.id, version: 1, title: 'Another title' })
    const review = await app.call('reviews.get', { id })
    expect(review.state).toBe('written')
    expect(held(review)).toBe(0)
    expect(review.authors.map((one) => one.id)).toContain(manager.id)
  }
})

it('a sealed review takes no evidence; its amendment does, under numbers that go on', async () => {
  const { id, evidence } = await approvedReview()
  await app.call('workspace.close', {})
  const workspace = await openWorkspace(join(app.folder, 'workspace'), passphrase, app.clock.now)
  await workspace.write.updateTable('review').set({ state: 'sealed' }).where('id', '=', id).execute()
  await workspace.close()
  await app.call('workspace.open', { path: join(app.folder, 'workspace'), passphrase })
  await actAs(app, facilitator)
  const refused = await app.refused('evidence.add', await input(id, 'late'))
  expect(refused).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('sealed') })
  const change = { id: evidence.id, version: 1, title: 'Another title' }
  expect(await app.refused('evidence.update', change)).toMatchObject({ code: 'not-allowed' })
  const amendment = await app.call('reviews.amend', { id, reason: 'A log came late' })
  expect(await app.call('evidence.add', await input(amendment.id, 'late'))).toMatchObject({
    number: 'EX-0002',
  })
  await app.call('evidence.update', change)
  const numbers = (await app.call('evidence.ofReview', { reviewId: amendment.id })).map((one) => one.number)
  expect(numbers).toEqual(['EX-0001', 'EX-0002'])
  const sealed = await app.call('reviews.content', { reviewId: id })
  expect(sealed.exhibits).toMatchObject([{ number: 'EX-0001', title: 'given.txt' }])
})
