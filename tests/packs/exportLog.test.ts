import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { writePack } from '#core/packs/container.ts'
import { fromPem } from '#core/signing/certificates.ts'
import { verifyPath } from '#core/verification/verifyPath.ts'
import { isGood } from '#verifier/words.ts'
import { actAs, submit } from '../core/team.ts'
import { type Approved, approvedReview, exportAs, rootPem } from './approvedReview.ts'
import { unpack } from './packFiles.ts'
import { contentOf } from './table/pack.ts'
import { keptSigner } from './table/world.ts'

// each test signs, which is hardened, and sets pages
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })
let approved: Approved
afterEach(() => approved?.app.close())

interface Told {
  method: string
  person: string | null
  payload: Record<string, unknown> | undefined
}

async function eventsIn(pack: string): Promise<Told[]> {
  const { events } = JSON.parse(
    Buffer.from((await unpack(pack)).get('data/audit-log/events.json')!).toString(),
  )
  return (events as { leaf: string; payload?: string }[]).map(({ leaf, payload }) => {
    const { method, person } = JSON.parse(leaf)
    return { method, person: person?.name ?? null, payload: payload && JSON.parse(payload) }
  })
}

const trusted = async () => fromPem(await rootPem(approved.app))

it('tells whose certificates the approvals and the pack were signed with, from its beginning on', async () => {
  approved = await approvedReview([])
  const { app, lead, manager, facilitator } = approved
  const pack = (await exportAs(approved, { formats: ['pack'] })).path('pack')
  const issued = (await eventsIn(pack)).filter(({ method }) => method === 'identities.create')
  expect(issued.map(({ payload }) => payload?.personId)).toEqual([lead.id, manager.id])
  const verification = await verifyPath(pack, { trusted: await trusted(), now: app.clock.now })
  expect(isGood(verification)).toBe(true)
  const sentences = verification.integrity.checks.map(({ message }) => message)
  for (const told of ['technical validation by Lena Moreau', 'process review by Ivo Marsh'])
    expect(sentences).toContain(
      `The log tells of the ${told}, with a certificate that was issued to that person.`,
    )
  const first = (await exportAs({ ...approved, manager: facilitator }, { formats: ['pack'] })).path('pack')
  const [created] = await eventsIn(first)
  expect(created).toMatchObject({
    method: 'workspace.create',
    payload: { identity: { personId: facilitator.id }, root: { kind: 'root' } },
  })
})

it('tells of a revocation by its own events, also where the list of revoked certificates was left out', async () => {
  approved = await approvedReview([])
  const { app, lead } = approved
  await actAs(app, lead)
  const own = (await app.call('identities.list', {})).find(({ person }) => person?.id === lead.id)!
  app.clock.now = new Date('2026-11-23T10:00:00.000Z')
  await app.call('identities.revoke', { id: own.id, reason: 'The computer was lost.' })
  const pack = (await exportAs(approved, { formats: ['pack'] })).path('pack')
  const files = await unpack(pack)
  expect(files.delete('data/certificates/revoked.json')).toBe(true)
  const roots = await trusted()
  const { now } = app.clock
  const signer = await keptSigner(approved)
  const lesser = join(app.folder, 'without the list.asice')
  await writePack(lesser, contentOf(files), signer, { now })
  const { signature, integrity } = await verifyPath(lesser, { trusted: roots, now })
  expect(integrity.outcome).toBe('good')
  const told = signature.checks.filter(({ outcome }) => outcome !== 'good')
  expect(told).toMatchObject([
    { outcome: 'unknown', message: expect.stringContaining('“Lena Moreau” was revoked on 23 Nov 2026') },
  ])
})

it('keeps to itself what was said with an approval that no longer holds', async () => {
  approved = await approvedReview([])
  const { app, review, lead, manager, facilitator } = approved
  const again = async (comment: string) => {
    for (const member of [lead, manager]) {
      await actAs(app, member)
      const { version } = await app.call('reviews.get', { id: review.id })
      await app.call('reviews.approve', { id: review.id, version, passphrase: member.passphrase, comment })
    }
  }
  const reopen = async () => {
    await actAs(app, manager)
    const { version } = await app.call('reviews.get', { id: review.id })
    await app.call('reviews.requestChanges', { id: review.id, version, reason: 'A time is wrong.' })
    await actAs(app, facilitator)
    await app.call('timeline.add', {
      reviewId: review.id,
      time: await app.call('incidents.readTime', { text: '2026-11-18 10:00 UTC' }),
      text: 'Traffic was moved',
    })
    await submit(app, review.id)
  }
  await reopen()
  await again('This was said first')
  await reopen()
  await again('This holds')
  const pack = (await exportAs(approved, { formats: ['pack'] })).path('pack')
  const given = (await eventsIn(pack)).filter(({ method }) => method === 'reviews.approve')
  expect(given.map(({ payload }) => payload?.comment)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    'This holds',
    'This holds',
  ])
})
