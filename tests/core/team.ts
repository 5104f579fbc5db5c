import type { Role } from '#shared/domain/roles.ts'
import type { App } from './app.ts'

export interface Member {
  id: string
  passphrase: string
}

/** Adds somebody with a signing key of their own. */
export async function addMember(app: App, name: string, roles: Role[]): Promise<Member> {
  const { id } = await app.call('people.create', { name, roles })
  const passphrase = `${name} keeps this`
  await app.call('identities.create', { personId: id, passphrase })
  return { id, passphrase }
}

export async function actAs(app: App, { id, passphrase }: Member): Promise<void> {
  await app.call('workspace.actAs', { personId: id, passphrase })
}

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ')

/** A review that is written up so that no finding is open; the acting person facilitates. */
export async function writtenReview(app: App, facilitatorId: string): Promise<{ id: string; key: string }> {
  const time = (text: string) => app.call('incidents.readTime', { text })
  const incident = await app.call('incidents.create', {
    title: 'Payments answered slowly',
    severity: 'SEV-2',
    times: {
      started: await time('2026-11-18 09:00 UTC'),
      detected: await time('2026-11-18 09:12 UTC'),
      acknowledged: await time('2026-11-18 09:15 UTC'),
      mitigated: await time('2026-11-18 10:05 UTC'),
      resolved: await time('2026-11-18 10:30 UTC'),
    },
    impact: 'One payment in five took longer than ten seconds.',
  })
  const { id, key } = await app.call('reviews.create', {
    incidentId: incident.id,
    templateId: 'blameless-standard',
    facilitatorId,
  })
  for (const [index, text] of ['Latency rose', 'An alert fired', 'The pool was enlarged'].entries())
    await app.call('timeline.add', {
      reviewId: id,
      time: await time(`2026-11-18 09:${10 + index} UTC`),
      text,
      key: index === 1,
    })
  for (const title of ['The pool was smaller than the load', 'The alert waited ten minutes'])
    await app.call('factors.add', { reviewId: id, category: 'capacity', title })
  await app.call('actions.add', {
    reviewId: id,
    title: 'Size the pool by measured load',
    ownerId: facilitatorId,
    dueOn: '2026-12-15',
    criterion: 'A load test at twice the peak keeps the 99th percentile below one second.',
  })
  for (const section of (await app.call('reviews.get', { id })).sections)
    await app.call('reviews.saveSection', {
      reviewId: id,
      sectionId: section.id,
      version: section.version,
      markdown: words(40),
    })
  await move(app, id, 'in-session')
  await move(app, id, 'written')
  return { id, key }
}

export async function move(app: App, id: string, to: 'draft' | 'in-session' | 'written'): Promise<void> {
  const { version } = await app.call('reviews.get', { id })
  await app.call('reviews.move', { id, version, to })
}

export async function submit(app: App, id: string): Promise<void> {
  const { version } = await app.call('reviews.get', { id })
  await app.call('reviews.submit', { id, version })
}

export async function approve(app: App, id: string, member: Member): Promise<void> {
  await actAs(app, member)
  const { version } = await app.call('reviews.get', { id })
  await app.call('reviews.approve', { id, version, passphrase: member.passphrase })
}
