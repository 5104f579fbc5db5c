import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { type App, passphrase, startWorkspace } from './app.ts'
import { writtenReview } from './team.ts'

let app: App & { personId: string }
let reviewId: string
beforeEach(async () => {
  app = await startWorkspace()
  reviewId = (await writtenReview(app, app.personId)).id
})
afterEach(() => app.close())

const path = () => join(app.folder, 'workspace')

/** As if so many had been made before. */
async function countFrom(values: Record<string, number>): Promise<void> {
  await app.call('workspace.close', {})
  const workspace = await openWorkspace(path(), passphrase, app.clock.now)
  for (const [name, value] of Object.entries(values))
    workspace.database
      .prepare('INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(name, value)
  await workspace.close()
  await app.call('workspace.open', { path: path(), passphrase })
}

it('sorts keys as people count, past the ten-thousandth and past the year', async () => {
  await countFrom({ action: 9_998, 'incident-2026': 9_998, 'review-2026': 9_998 })
  for (const title of ['One', 'Two']) {
    await app.call('actions.add', { reviewId, title })
    const { id } = await app.call('incidents.create', { title })
    await app.call('reviews.create', { incidentId: id, templateId: 'near-miss' })
  }
  app.clock.now = new Date('2027-01-02T10:00:00.000Z')
  const { id: incidentId } = await app.call('incidents.create', { title: 'Three' })
  await app.call('reviews.create', { incidentId, templateId: 'near-miss' })
  const keys = async (method: 'actions.list' | 'incidents.list' | 'reviews.list', order: 'asc' | 'desc') =>
    (await app.call(method, { sort: 'key', order })).rows.map(({ key }) => key)
  for (const [method, expected] of [
    ['actions.list', ['ACT-0001', 'ACT-9999', 'ACT-10000']],
    ['incidents.list', ['INC-2026-0001', 'INC-2026-9999', 'INC-2026-10000', 'INC-2027-0001']],
    ['reviews.list', ['REV-2026-0001', 'REV-2026-9999', 'REV-2026-10000', 'REV-2027-0001']],
  ] as const) {
    expect(await keys(method, 'asc')).toEqual(expected)
    expect(await keys(method, 'desc')).toEqual(expected.toReversed())
  }
  const { actions } = await app.call('reviews.content', { reviewId })
  expect(actions.map(({ key }) => key)).toEqual(['ACT-0001', 'ACT-9999', 'ACT-10000'])
})

it('reads lists sorted by key from an index', async () => {
  const prepare = vi.spyOn(Database.prototype, 'prepare')
  let sources: string[]
  try {
    for (const order of ['asc', 'desc'] as const)
      for (const method of ['actions.list', 'incidents.list', 'reviews.list'] as const)
        await app.call(method, { sort: 'key', order })
    sources = prepare.mock.calls.map(([source]) => source).filter((one) => /order by .*length/.test(one))
  } finally {
    prepare.mockRestore()
  }
  expect(sources).toHaveLength(6)
  await app.call('workspace.close', {})
  const workspace = await openWorkspace(path(), passphrase, app.clock.now)
  try {
    for (const source of sources) {
      const plan = workspace.database
        .prepare(`EXPLAIN QUERY PLAN ${source}`)
        .all(...(source.match(/\?/g) ?? []).map(() => 1)) as { detail: string }[]
      const steps = plan.map(({ detail }) => detail).join('; ')
      expect(steps).toMatch(/SCAN (action|incident|review) USING (COVERING )?INDEX \w+_number/)
      expect(steps).not.toContain('TEMP B-TREE')
    }
  } finally {
    await workspace.close()
  }
})
