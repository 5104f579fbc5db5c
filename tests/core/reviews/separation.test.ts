import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, passphrase, startWorkspace } from '../app.ts'
import { actAs, addMember, approve, type Member, move, submit, writtenReview } from '../team.ts'

let app: App & { personId: string }
let facilitator: Member
let lead: Member
let manager: Member
let review: { id: string; key: string }

beforeEach(async () => {
  app = await startWorkspace()
  facilitator = { id: app.personId, passphrase }
  lead = await addMember(app, 'Lena Moreau', ['engineering-lead'])
  manager = await addMember(app, 'Ivo Marsh', ['incident-manager'])
  review = await writtenReview(app, facilitator.id)
})
afterEach(() => app.close())

const get = () => app.call('reviews.get', { id: review.id })
const update = async (fields: { authorIds?: string[]; facilitatorId?: string | null; label?: 'internal' }) =>
  app.call('reviews.update', { id: review.id, version: (await get()).version, ...fields })
/** What the core says to this person's approval, as things are. */
const refusal = async (member: Member) => {
  await actAs(app, member)
  const { version } = await get()
  return (await app.refused('reviews.approve', { id: review.id, version, passphrase: member.passphrase }))
    .message
}

describe('separation of duties is not evaded', () => {
  it('by taking somebody who wrote out of the authors', async () => {
    await actAs(app, lead)
    const [section] = (await get()).sections
    const { id: sectionId, version } = section!
    await app.call('reviews.saveSection', { reviewId: review.id, sectionId, version, markdown: 'Mine.' })
    await actAs(app, facilitator)
    const refused = await app.refused('reviews.update', {
      id: review.id,
      version: (await get()).version,
      authorIds: [facilitator.id],
    })
    expect(refused).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('Lena Moreau wrote'),
    })
  })

  it('while a person who was named an author by mistake can be taken out', async () => {
    await update({ authorIds: [facilitator.id, lead.id] })
    await update({ authorIds: [facilitator.id] })
    expect((await get()).authors.map(({ name }) => name)).toEqual(['Dana Vogt'])
  })

  it('by handing the facilitation to another', async () => {
    const both = await addMember(app, 'Noor Haddad', ['engineering-lead', 'facilitator'])
    await actAs(app, both)
    const { id: incidentId } = await app.call('incidents.create', { title: 'Orders stopped' })
    const { id } = await app.call('reviews.create', {
      incidentId,
      templateId: 'blameless-standard',
      facilitatorId: both.id,
    })
    await move(app, id, 'in-session')
    await actAs(app, facilitator)
    const { version } = await app.call('reviews.get', { id })
    await app.call('reviews.update', { id, version, facilitatorId: facilitator.id })
    const { authors } = await app.call('reviews.get', { id })
    expect(authors.map(({ name }) => name)).toContain('Noor Haddad')
  })

  it('by facilitating a review that nobody is named for', async () => {
    const { id: incidentId } = await app.call('incidents.create', { title: 'Orders stopped' })
    const { id } = await app.call('reviews.create', { incidentId, templateId: 'blameless-standard' })
    await actAs(app, lead)
    await move(app, id, 'in-session')
    expect((await app.call('reviews.get', { id })).facilitator?.name).toBe('Lena Moreau')
  })

  it('by writing the notes of a session, or the terms of an action', async () => {
    const session = await app.call('sessions.start', {
      reviewId: review.id,
      facilitatorId: facilitator.id,
      scribeId: manager.id,
    })
    await app.call('sessions.end', { id: session.id, version: session.version })
    await actAs(app, lead)
    const [action] = (await app.call('actions.list', { reviewId: review.id })).rows
    const { id, version } = action!
    await app.call('actions.changeDue', { id, version, dueOn: '2027-01-10', reason: 'A supplier.' })
    await actAs(app, facilitator)
    await submit(app, review.id)
    expect(await refusal(lead)).toContain('Lena Moreau wrote in this review')
    const other = await addMember2('Mika Sand', 'engineering-lead')
    await approve(app, review.id, other)
    expect(await refusal(manager)).toContain('Ivo Marsh wrote in this review')
  })

  it('by moving a review back behind its approvals', async () => {
    await submit(app, review.id)
    await approve(app, review.id, lead)
    await actAs(app, facilitator)
    const { version } = await get()
    const refused = await app.refused('reviews.move', { id: review.id, version, to: 'written' })
    expect(refused).toMatchObject({ code: 'conflict', message: expect.stringContaining('say why') })
    expect((await get()).state).toBe('process-review')
  })

  it('by agreeing to a waiver as somebody who has no key to show who they are', async () => {
    const { id: nobody } = await app.call('people.create', {
      name: 'Carla Reyes',
      roles: ['compliance-officer', 'engineering-lead'],
    })
    const [factor] = await app.call('factors.list', { reviewId: review.id })
    await app.call('factors.remove', { id: factor!.id, version: factor!.version })
    const waiver = await app.call('reviews.requestWaiver', {
      reviewId: review.id,
      rule: 'minimum-factors',
      reason: 'One is all there is.',
    })
    await app.call('workspace.actAs', { personId: nobody })
    expect((await app.refused('reviews.approveWaiver', waiver)).message).toContain('needs a signing key')
  })

  it('by handing over an action to decline it', async () => {
    await actAs(app, facilitator)
    const { id } = await app.call('actions.add', {
      reviewId: review.id,
      title: 'Size the queue by measured load',
      ownerId: lead.id,
      criterion: 'A load test is green.',
    })
    await actAs(app, lead)
    const { version } = await app.call('actions.update', { id, version: 1, ownerId: facilitator.id })
    const refused = await app.refused('actions.decline', { id, version, reason: 'It is too much.' })
    expect(refused.message).toContain('handed it over')
  })

  it('by an author of the revision before, whose text the amendment still is', async () => {
    await sealed()
    await actAs(app, manager)
    const next = await app.call('reviews.amend', { id: review.id, reason: 'A time was wrong.' })
    const { authors } = await app.call('reviews.get', { id: next.id })
    expect(authors.map(({ name }) => name).sort()).toEqual(['Dana Vogt', 'Ivo Marsh'])
  })
})

describe('a sealed review', () => {
  it('shows its incident as it was sealed, whatever is changed about it later', async () => {
    await sealed()
    const content = await app.call('reviews.content', { reviewId: review.id })
    await actAs(app, facilitator)
    const { incident } = await get()
    await app.call('incidents.update', {
      id: incident.id,
      version: incident.version,
      impact: 'Rewritten.',
      severity: 'SEV-5',
      times: { detected: null },
    })
    expect((await get()).incident).toMatchObject({ impact: incident.impact, severity: 'SEV-2' })
    expect((await get()).incident.times.detected).not.toBeNull()
    expect((await app.call('reviews.readiness', { reviewId: review.id })).open).toBe(0)
    expect(await app.call('reviews.content', { reviewId: review.id })).toEqual(content)
  })

  it('keeps its actions; an amendment changes what was agreed of them and removes what it added', async () => {
    await sealed()
    await actAs(app, facilitator)
    const only = async () => (await app.call('actions.list', { reviewId: review.id, sort: 'key' })).rows[0]!
    const { id, version } = await only()
    const title = 'Size the pool by traffic'
    expect((await app.refused('actions.update', { id, version, title })).message).toContain('Amend it')
    expect((await app.refused('actions.remove', { id, version })).message).toContain('sealed revision')
    const next = await app.call('reviews.amend', { id: review.id, reason: 'A time was wrong.' })
    await app.call('actions.update', { id, version, title })
    const added = await app.call('actions.add', { reviewId: next.id, title: 'Alert on the queue' })
    await app.call('actions.remove', { id: added.id, version: added.version })
    const titles = async (reviewId: string) =>
      (await app.call('reviews.content', { reviewId })).actions.map((one) => one.title)
    expect(await titles(next.id)).toEqual([title])
    expect(await titles(review.id)).toEqual(['Size the pool by measured load'])
  })
})

describe('the label restricted', () => {
  it('is not taken off by somebody who may not see what carries it', async () => {
    const { id, version } = await get()
    await app.call('reviews.update', { id, version, label: 'restricted' })
    await expect(update({ label: 'internal' })).rejects.toThrow('take the label Restricted off')
  })

  it('holds for a review whose incident carries it', async () => {
    const { incident } = await get()
    await app.call('incidents.update', { id: incident.id, version: incident.version, label: 'restricted' })
    const { review: said } = await app.call('reviews.content', { reviewId: review.id })
    expect(said.label).toBe('restricted')
    const plan = await app.call('exports.plan', { reviewId: review.id })
    expect(plan).toMatchObject({ label: 'restricted', refused: expect.stringContaining('Restricted') })
  })
})

async function addMember2(name: string, role: 'engineering-lead'): Promise<Member> {
  await actAs(app, facilitator)
  return addMember(app, name, [role])
}

async function sealed(): Promise<void> {
  await submit(app, review.id)
  await approve(app, review.id, lead)
  await approve(app, review.id, manager)
  const { passphrase } = manager
  await app.job(
    await app.call('exports.create', { reviewId: review.id, formats: ['pack'], passphrase, seal: true }),
  )
  expect((await get()).state).toBe('sealed')
}
