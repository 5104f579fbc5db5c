import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { reviewLimits } from '#shared/domain/reviewLimits.ts'
import { type App, passphrase, startWorkspace } from '../app.ts'
import { move } from '../team.ts'

let app: App & { personId: string }
let reviewId: string
let time: Awaited<ReturnType<typeof readTime>>
const readTime = () => app.call('incidents.readTime', { text: '2026-11-18 09:00 UTC' })

/** Fills each part up to its limit: rows as commands make them, which would take hours here. */
async function fill(): Promise<void> {
  const path = join(app.folder, 'workspace')
  await app.call('workspace.close', {})
  const { database, close } = await openWorkspace(path, passphrase, app.clock.now)
  const rows = (part: keyof typeof reviewLimits, there: number, columns: string, values: string) =>
    database.exec(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${reviewLimits[part].most - there})
       INSERT INTO ${{ sections: 'section', timeline: 'timelineEntry', factors: 'factor', actions: 'action', sessions: 'session', evidence: 'evidence' }[part]}
         (id, reviewId, version, ${columns}) SELECT 'filled ' || i, '${reviewId}', 1, ${values} FROM n`,
    )
  const { n } = database.prepare('SELECT count(*) AS n FROM section').get() as { n: number }
  rows('sections', n, 'title, markdown, position', "'Title', '', 100 + i")
  rows(
    'timeline',
    0,
    'at, time, text, source, isKey, evidenceIds, position',
    "NULL, '{}', 'text', '', 0, '[]', i",
  )
  rows('factors', 0, 'category, title, detail, evidenceIds, position', "'other', 'Factor', '', '[]', i")
  rows(
    'actions',
    0,
    'key, title, detail, criterion, priority, state, closureNote, evidenceIds, createdAt',
    "'OLD-' || i, 'Action', '', '', 'low', 'open', '', '[]', ''",
  )
  rows(
    'sessions',
    0,
    'facilitatorId, attendeeIds, startedAt, endedAt, opening, agenda, notes, decisions, parkingLot',
    "'', '[]', '', '', '', '[]', '', '[]', '[]'",
  )
  database.exec("INSERT INTO blob VALUES ('a', 1, x'00')")
  rows(
    'evidence',
    0,
    'number, title, fileName, mediaType, sha256, source, receivedAt, receivedBy, label',
    "'OLD-' || i, 'Title', 'a.txt', 'text/plain', 'a', '', '', '', 'internal'",
  )
  await close()
  await app.call('workspace.open', { path, passphrase })
}

beforeAll(async () => {
  app = await startWorkspace()
  const { id: incidentId } = await app.call('incidents.create', { title: 'Orders stopped' })
  reviewId = (await app.call('reviews.create', { incidentId, templateId: 'near-miss' })).id
  time = await readTime()
  await move(app, reviewId, 'in-session')
  await fill()
}, 60_000)
afterAll(() => app.close())

const file = async () => {
  const path = join(app.folder, 'one more.txt')
  writeFileSync(path, 'one more')
  return (await app.core.files.offer(path)).ref
}

it.each([
  [
    'sections',
    'at most 200 sections',
    () => app.refused('reviews.addSection', { reviewId, title: 'One more' }),
  ],
  [
    'timeline entries',
    'at most 20,000 timeline entries',
    () => app.refused('timeline.add', { reviewId, time, text: 'One more' }),
  ],
  [
    'contributing factors',
    'at most 1,000 contributing factors',
    () => app.refused('factors.add', { reviewId, title: 'One more' }),
  ],
  ['actions', 'at most 2,000 actions', () => app.refused('actions.add', { reviewId, title: 'One more' })],
  [
    'sessions',
    'at most 200 sessions',
    () => app.refused('sessions.start', { reviewId, facilitatorId: app.personId }),
  ],
  [
    'evidence',
    'at most 5,000 pieces of evidence',
    async () => app.refused('evidence.add', { reviewId, file: await file() }),
  ],
])('a review that is full of %s takes no more, in words', { timeout: 30_000 }, async (_, words, add) => {
  expect(await add()).toMatchObject({ code: 'invalid-input', message: expect.stringContaining(words) })
})

it('a review takes no texts that are longer together than anybody prints', async () => {
  const { id: incidentId } = await app.call('incidents.create', { title: 'Orders stopped' })
  const { id } = await app.call('reviews.create', { incidentId, templateId: 'near-miss' })
  const markdown = 'word '.repeat(199_000)
  const added: string[] = []
  for (let n = 0; n < 7; n++)
    added.push((await app.call('reviews.addSection', { reviewId: id, title: `Part ${n}` })).sectionId)
  const { sections } = await app.call('reviews.get', { id })
  for (const [index, section] of sections.entries()) {
    const save = { reviewId: id, sectionId: section.id, version: section.version, markdown }
    if (index < 10) await app.call('reviews.saveSection', save)
    else
      expect(await app.refused('reviews.saveSection', save)).toMatchObject({
        code: 'invalid-input',
        message: expect.stringContaining('10,000,000 characters'),
      })
  }
  expect((await app.call('reviews.get', { id })).sections.at(-1)).toMatchObject({
    id: added.at(-1),
    markdown: '',
  })
})
