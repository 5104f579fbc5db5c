import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallInput, contract, type MethodName } from '#shared/contract/index.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import { type App, passphrase, startApp, startWorkspace } from './app.ts'
import { submit, writtenReview } from './team.ts'

/**
 * Who a method is for: `anyone`, also where no workspace is open; `acting`, whoever acts in the open one, without any
 * role; `capable`, whoever has a role that allows it.
 */
type For = 'anyone' | 'acting' | 'capable'
type Ids = Record<
  | 'review'
  | 'submitted'
  | 'incident'
  | 'section'
  | 'entry'
  | 'factor'
  | 'action'
  | 'session'
  | 'evidence'
  | 'person'
  | 'waiver',
  string
> & { ownKey: string; otherKey: string; file: string; version: number; time: TimeValue }

/** Every method there is, so that a new one says whom it is for. */
const methods: { [M in MethodName]: [For, (of: Ids) => CallInput<M>] } = {
  'workspace.state': ['anyone', () => ({})],
  'workspace.recent': ['anyone', () => ({})],
  'workspace.suggestFolder': ['anyone', () => ({ name: 'Reviews' })],
  'workspace.create': [
    'anyone',
    () => ({ path: '/nowhere', name: 'Another', person: { name: 'Dana' }, passphrase }),
  ],
  'workspace.open': ['anyone', () => ({ path: '/nowhere', passphrase })],
  'workspace.openSample': ['anyone', () => ({})],
  'workspace.close': ['anyone', () => ({})],
  'workspace.forget': ['anyone', () => ({ path: '/nowhere' })],
  'workspace.restore': ['anyone', ({ file }) => ({ file, path: '/nowhere', passphrase })],
  'workspace.salvage': ['anyone', () => ({ path: '/nowhere', folder: '/nowhere', passphrase })],
  'verification.verify': ['anyone', ({ file }) => ({ file })],
  'templates.fromFile': ['anyone', ({ file }) => ({ file })],
  'factors.taxonomy': ['anyone', () => ({})],
  'incidents.readTime': ['anyone', () => ({ text: '2026-11-18 09:00 UTC' })],
  'jobs.list': ['anyone', () => ({})],
  'jobs.get': ['anyone', ({ review }) => ({ id: review })],
  'jobs.cancel': ['anyone', ({ review }) => ({ id: review })],

  'workspace.actAs': ['acting', ({ person }) => ({ personId: person })],
  'people.list': ['acting', () => ({})],
  'teams.list': ['acting', () => ({})],
  'services.list': ['acting', () => ({})],
  'incidents.list': ['acting', () => ({})],
  'incidents.get': ['acting', ({ incident }) => ({ id: incident })],
  'templates.list': ['acting', () => ({})],
  'templates.get': ['acting', () => ({ id: 'near-miss' })],
  'reviews.list': ['acting', () => ({})],
  'reviews.get': ['acting', ({ review }) => ({ id: review })],
  'reviews.content': ['acting', ({ review }) => ({ reviewId: review })],
  'reviews.readiness': ['acting', ({ review }) => ({ reviewId: review })],
  'reviews.history': ['acting', ({ review }) => ({ reviewId: review })],
  'reviews.checkWording': ['acting', () => ({ text: 'The pool was small.' })],
  'timeline.list': ['acting', ({ review }) => ({ reviewId: review })],
  'factors.list': ['acting', ({ review }) => ({ reviewId: review })],
  'actions.list': ['acting', () => ({})],
  'actions.get': ['acting', ({ action }) => ({ id: action })],
  'sessions.list': ['acting', ({ review }) => ({ reviewId: review })],
  'evidence.list': ['acting', () => ({})],
  'evidence.get': ['acting', ({ evidence }) => ({ id: evidence })],
  'evidence.ofReview': ['acting', ({ review }) => ({ reviewId: review })],
  'evidence.custody': ['acting', ({ evidence }) => ({ id: evidence })],
  // Restricted evidence needs a capability: see evidence/restricted.test.ts.
  'evidence.open': ['acting', ({ evidence }) => ({ id: evidence })],
  'identities.list': ['acting', () => ({})],
  'identities.certificate': ['acting', () => ({})],
  'identities.certificateFile': ['acting', () => ({})],
  // Everybody may have a key of their own, change its passphrase and revoke it; of others see below.
  'identities.create': ['acting', ({ person }) => ({ personId: person, passphrase: 'their own words' })],
  'identities.changePassphrase': [
    'acting',
    ({ ownKey }) => ({ id: ownKey, passphrase, newPassphrase: passphrase }),
  ],
  'exports.plan': ['acting', ({ review }) => ({ reviewId: review })],
  'exports.list': ['acting', ({ review }) => ({ reviewId: review })],
  'exports.timestampAuthority': ['acting', () => ({})],
  'search.find': ['acting', () => ({ text: 'pool' })],
  'auditLog.list': ['acting', () => ({})],
  'auditLog.verify': ['acting', () => ({})],
  'auditLog.checkpoint': ['acting', () => ({})],

  'workspace.changePassphrase': ['capable', () => ({ passphrase, newPassphrase: 'another one' })],
  'workspace.backup': ['capable', () => ({})],
  'people.create': ['capable', () => ({ name: 'Somebody' })],
  'people.update': ['capable', ({ person }) => ({ id: person, version: 1, roles: ['administrator'] })],
  'teams.save': ['capable', () => ({ name: 'Team', memberIds: [] })],
  'services.save': ['capable', () => ({ name: 'Service' })],
  'incidents.create': ['capable', () => ({ title: 'Incident' })],
  'incidents.update': ['capable', ({ incident }) => ({ id: incident, version: 1, title: 'Another' })],
  'templates.save': ['capable', () => ({ markdown: 'x' })],
  'reviews.create': ['capable', ({ incident }) => ({ incidentId: incident, templateId: 'near-miss' })],
  'reviews.update': ['capable', ({ review }) => ({ id: review, version: 1, title: 'Another' })],
  'reviews.saveSection': [
    'capable',
    ({ review, section }) => ({ reviewId: review, sectionId: section, version: 1, markdown: '' }),
  ],
  'reviews.addSection': ['capable', ({ review }) => ({ reviewId: review, title: 'One more' })],
  'reviews.removeSection': [
    'capable',
    ({ review, section }) => ({ reviewId: review, sectionId: section, version: 1 }),
  ],
  'reviews.move': ['capable', ({ review }) => ({ id: review, version: 1, to: 'draft' })],
  'reviews.submit': ['capable', ({ review }) => ({ id: review, version: 1 })],
  'reviews.approve': ['capable', ({ submitted, version }) => ({ id: submitted, version, passphrase })],
  'reviews.requestChanges': ['capable', ({ review }) => ({ id: review, version: 1, reason: 'Not yet' })],
  'reviews.amend': ['capable', ({ review }) => ({ id: review, reason: 'Not yet' })],
  'reviews.requestWaiver': [
    'capable',
    ({ review }) => ({ reviewId: review, rule: 'linked-evidence', reason: 'There is none' }),
  ],
  'reviews.approveWaiver': ['capable', ({ waiver }) => ({ id: waiver })],
  'reviews.withdrawWaiver': ['capable', ({ waiver }) => ({ id: waiver })],
  'timeline.add': ['capable', ({ review, time }) => ({ reviewId: review, text: 'One more', time })],
  'timeline.update': ['capable', ({ entry }) => ({ id: entry, version: 1, text: 'Another' })],
  'timeline.remove': ['capable', ({ entry }) => ({ id: entry, version: 1 })],
  'factors.add': ['capable', ({ review }) => ({ reviewId: review, title: 'One more' })],
  'factors.update': ['capable', ({ factor }) => ({ id: factor, version: 1, title: 'Another' })],
  'factors.remove': ['capable', ({ factor }) => ({ id: factor, version: 1 })],
  'actions.add': ['capable', ({ review }) => ({ reviewId: review, title: 'One more' })],
  'actions.update': ['capable', ({ action }) => ({ id: action, version: 1, title: 'Another' })],
  'actions.changeDue': [
    'capable',
    ({ action }) => ({ id: action, version: 1, dueOn: null, reason: 'Later' }),
  ],
  'actions.start': ['capable', ({ action }) => ({ id: action, version: 1 })],
  'actions.close': ['capable', ({ action }) => ({ id: action, version: 1, note: 'It is done' })],
  'actions.decline': ['capable', ({ action }) => ({ id: action, version: 1, reason: 'No longer' })],
  'actions.reopen': ['capable', ({ action }) => ({ id: action, version: 1, reason: 'Again' })],
  'actions.remove': ['capable', ({ action }) => ({ id: action, version: 1 })],
  'sessions.start': ['capable', ({ review, person }) => ({ reviewId: review, facilitatorId: person })],
  'sessions.moveTo': ['capable', ({ session }) => ({ id: session, version: 1, item: 0 })],
  'sessions.update': ['capable', ({ session }) => ({ id: session, version: 1, notes: 'Another' })],
  'sessions.end': ['capable', ({ session }) => ({ id: session, version: 1 })],
  'evidence.add': ['capable', ({ review, file }) => ({ reviewId: review, file })],
  'evidence.update': ['capable', ({ evidence }) => ({ id: evidence, version: 1, title: 'Another' })],
  'evidence.transfer': ['capable', ({ evidence }) => ({ id: evidence, to: 'Legal', note: 'For them' })],
  'evidence.checkAll': ['capable', () => ({})],
  'identities.importPkcs12': [
    'capable',
    ({ ownKey, file }) => ({ personId: ownKey, file, filePassphrase: '', passphrase }),
  ],
  'identities.revoke': ['capable', ({ otherKey }) => ({ id: otherKey, reason: 'It was lost' })],
  'exports.preview': ['capable', ({ review }) => ({ reviewId: review, format: 'html' })],
  'exports.create': ['capable', ({ review }) => ({ reviewId: review, formats: ['pack'], passphrase })],
  'exports.timestampRequest': ['capable', ({ file }) => ({ file })],
  'exports.addTimestamp': ['capable', ({ file }) => ({ file, response: file })],
  'exports.setTimestampAuthority': ['capable', () => ({ url: 'https://tsa.example', enabled: true })],
  'imports.run': ['capable', ({ file }) => ({ files: [file] })],
}
const named = (who: For) => (Object.keys(methods) as MethodName[]).filter((name) => methods[name][0] === who)
const input = (name: MethodName) => methods[name][1](ids) as never

let app: App & { personId: string }
let closed: App
let ids: Ids

beforeAll(async () => {
  app = await startWorkspace()
  closed = await startApp()
  const { id: review } = await writtenReview(app, app.personId)
  const { id: submitted } = await writtenReview(app, app.personId)
  await submit(app, submitted)
  const path = join(app.folder, 'a.md')
  writeFileSync(path, '# A\n')
  const offer = async () => (await app.core.files.offer(path)).ref
  const { id: evidence } = await app.call('evidence.add', { reviewId: review, file: await offer() })
  const { id: session } = await app.call('sessions.start', { reviewId: review, facilitatorId: app.personId })
  const { sections, incident } = await app.call('reviews.get', { id: review })
  await app.call('reviews.saveSection', {
    reviewId: review,
    sectionId: sections[0]!.id,
    version: sections[0]!.version,
    markdown: '',
  })
  const { findings } = await app.call('reviews.readiness', { reviewId: review })
  const rule = findings[0]!.rule
  const { id: waiver } = await app.call('reviews.requestWaiver', {
    reviewId: review,
    rule,
    reason: 'None yet',
  })
  const [otherKey] = (await app.call('identities.list', {})).filter(({ person }) => person !== null)
  const { id: person } = await app.call('people.create', { name: 'Nora Berg', roles: [] })
  await app.call('identities.create', { personId: person, passphrase })
  const [ownKey] = (await app.call('identities.list', {})).filter((one) => one.person?.id === person)
  ids = {
    review,
    submitted,
    incident: incident.id,
    section: sections[0]!.id,
    entry: (await app.call('timeline.list', { reviewId: review }))[0]!.id,
    factor: (await app.call('factors.list', { reviewId: review }))[0]!.id,
    action: (await app.call('actions.list', {})).rows[0]!.id,
    session,
    evidence,
    person,
    waiver,
    ownKey: ownKey!.id,
    otherKey: otherKey!.id,
    file: await offer(),
    version: (await app.call('reviews.get', { id: submitted })).version,
    time: await app.call('incidents.readTime', { text: '2026-11-18 09:00 UTC' }),
  }
  await app.call('workspace.actAs', { personId: person, passphrase })
}, 60_000)
afterAll(async () => {
  await app.close()
  await closed.close()
})

it('every method says whom it is for', () => {
  expect(Object.keys(methods).sort()).toEqual(Object.keys(contract).sort())
})

it.each(named('capable'))(
  '%s is refused to somebody without a role, whatever they ask about',
  async (method) => {
    const before = (await app.call('auditLog.list', {})).total
    const answer = await app.core.dispatch({ method, input: input(method) })
    expect(answer).toMatchObject({
      error: { code: 'not-allowed' },
    })
    expect((await app.call('auditLog.list', {})).total).toBe(before)
  },
)

it.each(named('acting'))('%s is answered to whoever acts', async (method) => {
  expect(await app.core.dispatch({ method, input: input(method) })).toHaveProperty('ok')
})

it.each([...named('acting'), ...named('capable')])('%s needs an open workspace', async (method) => {
  expect(await closed.core.dispatch({ method, input: input(method) })).toMatchObject({
    error: { code: 'not-allowed' },
  })
})

it.each([
  ['identities.create', { personId: () => app.personId, passphrase }],
  [
    'identities.importPkcs12',
    { personId: () => app.personId, file: () => ids.file, filePassphrase: '', passphrase },
  ],
] as const)('%s is refused for somebody else', async (method, given) => {
  const filled = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'function' ? value() : value]),
  )
  expect(await app.core.dispatch({ method, input: filled })).toMatchObject({ error: { code: 'not-allowed' } })
})
