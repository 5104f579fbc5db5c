import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Role } from '#shared/domain/roles.ts'
import { passphrase } from '../app.ts'
import { startWorld, type World } from './world.ts'

let world: World
let evidenceId: string
const secrets = /Salaries|payroll|dismissal|Unison/i
const mayNot: Role[] = ['facilitator', 'responder', 'engineering-lead', 'trainer', 'administrator']

beforeAll(async () => {
  world = await startWorld()
  await world.add(world.file('cpu.txt', 'load'), { title: 'Load of the pool' })
  await world.actAs('Ines Carvalho', ['incident-manager', 'facilitator'])
  evidenceId = (
    await world.add(world.file('payroll-dismissal.csv', 'names'), {
      title: 'Salaries of the team',
      source: 'Unison',
      label: 'restricted',
    })
  ).id
  await world.call('evidence.transfer', { id: evidenceId, to: 'Legal', note: 'For the dismissal' })
  await world.call('timeline.add', {
    reviewId: world.reviewId,
    time: await world.call('incidents.readTime', { text: '2026-11-18 09:00 UTC' }),
    text: 'Somebody looked',
    evidenceIds: [evidenceId],
  })
})
afterAll(() => world.close())

/** All that can be read of it, as text. */
async function read(): Promise<{ all: string; draft: string }> {
  const { reviewId } = world
  const finds = await Promise.all(
    ['Salaries', 'payroll', 'Unison', 'dismissal'].flatMap((search) => [
      world.call('evidence.list', { search }),
      world.call('search.find', { text: search }),
      world.call('search.find', { text: search, typing: true }),
    ]),
  )
  const checked = await world.call('evidence.checkAll', {}).then(world.job).catch(String)
  const preview = await world
    .call('exports.preview', { reviewId, format: 'html' })
    .then((started) => world.job(started) as Promise<{ files: { file: { ref: string } }[] }>)
    .then(async (result) => [result, await text(result.files[0]!.file.ref)])
    .catch(String)
  const all = JSON.stringify([
    finds,
    await world.call('evidence.list', {}),
    await world.call('evidence.get', { id: evidenceId }),
    await world.call('evidence.ofReview', { reviewId }),
    await world.call('evidence.custody', { id: evidenceId }),
    await world.call('reviews.get', { id: reviewId }),
    await world.call('reviews.content', { reviewId }),
    await world.call('reviews.readiness', { reviewId }),
    await world.call('reviews.history', { reviewId }),
    await world.call('exports.plan', { reviewId }),
    await world.call('auditLog.list', {}),
    await world.refused('evidence.update', { id: evidenceId, version: 9, title: 'Another' }),
    checked,
    preview,
  ])
  return { all, draft: JSON.stringify(preview) }
}

async function text(ref: string): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of world.core.files.read(ref)) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

it.each(mayNot)('what restricted evidence is called, no %s learns', { timeout: 60_000 }, async (role) => {
  await world.actAs(`Somebody, ${role}`, [role])
  const { all, draft } = await read()
  expect(all).not.toMatch(secrets)
  expect(all).toContain('Restricted evidence')
  const mayDraft = role !== 'trainer' && role !== 'administrator'
  expect(draft).toMatch(mayDraft ? /<html.*Restricted evidence/ : /may not make drafts/)
  expect(await world.refused('evidence.open', { id: evidenceId })).toMatchObject({ code: 'not-allowed' })
})

it('whoever may see it reads its title everywhere, and finds it', { timeout: 60_000 }, async () => {
  await world.actAs('Cora Quist', ['compliance-officer'])
  const { all, draft } = await read()
  expect(draft).toContain('payroll-dismissal.csv')
  expect(all).toContain('Salaries of the team')
  expect(all).toContain('payroll-dismissal.csv')
  expect(all).not.toContain('Restricted evidence')
  expect(await world.call('evidence.list', { search: 'payroll' })).toMatchObject({ total: 1 })
  expect(await world.call('search.find', { text: 'Salaries' })).toMatchObject([{ kind: 'evidence' }])
})

it('other evidence is found by everybody, and the restricted one by its number', async () => {
  await world.call('workspace.actAs', { personId: world.personId, passphrase })
  expect(await world.call('evidence.list', { search: 'load' })).toMatchObject({ total: 1 })
  expect(await world.call('search.find', { text: 'load' })).toMatchObject([{ title: 'Load of the pool' }])
  expect(await world.call('evidence.list', { search: 'EX-0002' })).toMatchObject({
    rows: [{ title: 'Restricted evidence', fileName: '', source: '', label: 'restricted' }],
  })
})

it('nor does a search find it among others, while somebody types', async () => {
  for (const [name, label] of [
    ['Report one', 'internal'],
    ['Report of the hidden', 'restricted'],
    ['Report two', 'internal'],
  ] as const)
    await world.add(world.file(`${name}.txt`, name), { title: name, label })
  for (const typing of [true, false]) {
    const found = await world.call('search.find', { text: 'Report', typing })
    expect(found.map(({ title }) => title).sort()).toEqual(['Report one', 'Report two'])
  }
})
