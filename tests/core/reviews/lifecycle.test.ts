import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jcs } from '#core/auditLog/append.ts'
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

describe('a review', () => {
  it('is approved by two people, each of whom signs its exact content', async () => {
    expect(await app.call('reviews.readiness', { reviewId: review.id })).toMatchObject({
      open: 0,
      ready: true,
    })
    await submit(app, review.id)
    await approve(app, review.id, lead)
    await approve(app, review.id, manager)
    const approved = await get()
    expect(approved.state).toBe('approved')
    expect(approved.approvals.map((one) => [one.kind, one.person.name, one.voided])).toEqual([
      ['technical-validation', 'Lena Moreau', null],
      ['process-review', 'Ivo Marsh', null],
    ])
    const content = jcs(await app.call('reviews.content', { reviewId: review.id }))
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect(approved.contentSha256).toBe(sha256)
    expect(approved.approvals.every((one) => one.contentSha256 === sha256)).toBe(true)
  })

  it('is approved neither by its facilitator, nor twice by one person, nor without the role', async () => {
    await submit(app, review.id)
    const { version, steps } = await get()
    expect(steps.find((one) => one.step === 'approve')?.refused).toContain('does not have that role')
    const refused = await app.refused('reviews.approve', { id: review.id, version, passphrase })
    expect(refused.code).toBe('not-allowed')
    const both = await addMember(app, 'Noor Haddad', ['engineering-lead', 'incident-manager'])
    await approve(app, review.id, both)
    const again = await app.refused('reviews.approve', {
      id: review.id,
      version: (await get()).version,
      passphrase: both.passphrase,
    })
    expect(again.message).toContain('somebody else')
  })

  it('needs the passphrase of the person who approves', async () => {
    await submit(app, review.id)
    await actAs(app, lead)
    const { version } = await get()
    const refused = await app.refused('reviews.approve', { id: review.id, version, passphrase: 'another' })
    expect(refused.code).toBe('not-allowed')
    expect((await get()).approvals).toEqual([])
  })

  it('loses its approvals by an edit, says so, and keeps them to be seen', async () => {
    await submit(app, review.id)
    await approve(app, review.id, lead)
    await actAs(app, facilitator)
    await app.call('factors.add', { reviewId: review.id, title: 'Something found later' })
    const edited = await get()
    expect(edited.state).toBe('written')
    expect(edited.approvals).toMatchObject([{ voided: { reason: 'The contributing factors were changed.' } }])
  })

  it('goes back to being written when changes are asked for', async () => {
    await submit(app, review.id)
    await actAs(app, lead)
    const { version } = await get()
    await app.call('reviews.requestChanges', {
      id: review.id,
      version,
      reason: 'The second spike is missing.',
    })
    expect(await get()).toMatchObject({ state: 'written', sentence: expect.stringContaining('second spike') })
  })

  it('is not submitted while findings are open, unless a second person agrees to a waiver', async () => {
    const [factor] = await app.call('factors.list', { reviewId: review.id })
    await app.call('factors.remove', { id: factor!.id, version: factor!.version })
    const { version } = await get()
    const refused = await app.refused('reviews.submit', { id: review.id, version })
    expect(refused).toMatchObject({ code: 'not-ready', message: expect.stringContaining('One finding') })
    const rule = 'minimum-factors'
    const reason = 'The cause lies with a supplier that tells nothing more.'
    const waiver = await app.call('reviews.requestWaiver', { reviewId: review.id, rule, reason })
    expect((await app.refused('reviews.approveWaiver', waiver)).code).toBe('not-allowed')
    await actAs(app, lead)
    await app.call('reviews.approveWaiver', waiver)
    await actAs(app, facilitator)
    await submit(app, review.id)
    const { waivers } = await app.call('reviews.content', { reviewId: review.id })
    expect(waivers).toMatchObject([{ rule, reason, approvedBy: { name: 'Lena Moreau' } }])
  })

  it('refuses a command that saw an older version, and shows the newer one', async () => {
    const [section] = (await get()).sections
    const save = { reviewId: review.id, sectionId: section!.id, version: section!.version }
    await app.call('reviews.saveSection', { ...save, markdown: 'First.' })
    const refused = await app.refused('reviews.saveSection', { ...save, markdown: 'Second.' })
    expect(refused).toMatchObject({ code: 'conflict', details: { current: { markdown: 'First.' } } })
  })

  it('shows of itself, to a command that came too late, only what people write', async () => {
    await submit(app, review.id)
    const refused = await app.refused('reviews.update', { id: review.id, version: 1, title: 'Another' })
    expect(refused.details).toEqual({
      version: (await get()).version,
      current: {
        title: 'Payments answered slowly',
        state: 'technical-validation',
        label: 'internal',
        facilitatorId: app.personId,
      },
    })
  })

  it('cannot skip a state', async () => {
    await expect(move(app, review.id, 'draft')).rejects.toThrow('conflict')
    expect((await get()).state).toBe('written')
  })

  it('tells its history in words, in the log that holds', async () => {
    const history = await app.call('reviews.history', { reviewId: review.id })
    expect(history.rows[0]?.sentence).toBe('Moved the review to “Written”')
    expect(history.rows.at(-1)?.sentence).toContain(`Started the review ${review.key}`)
    expect(await app.call('auditLog.verify', {})).toMatchObject({ good: true, problems: [] })
  })
})
