import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sortedByInstant } from '#core/timeline/store.ts'
import { type App, startWorkspace } from '../app.ts'

describe('the order of a timeline', () => {
  it('is by instant, and keeps a doubtful entry behind the one that it followed', () => {
    const rows = [
      { at: '2', n: 1 },
      { at: null, n: 2 },
      { at: '1', n: 3 },
      { at: '3', n: 4 },
    ]
    expect(sortedByInstant(rows).map((one) => one.n)).toEqual([3, 1, 2, 4])
  })

  it('loses nothing, and sorting twice changes nothing', () => {
    const entry = fc.record({ at: fc.option(fc.stringMatching(/^[0-9]{2}$/)), n: fc.nat() })
    fc.assert(
      fc.property(fc.array(entry), (rows) => {
        const sorted = sortedByInstant(rows)
        expect(sorted).toHaveLength(rows.length)
        expect(new Set(sorted)).toEqual(new Set(rows))
        expect(sortedByInstant(sorted)).toEqual(sorted)
        const dated = sorted.flatMap((one) => one.at ?? [])
        expect(dated).toEqual([...dated].sort())
      }),
    )
  })
})

describe('a timeline', () => {
  let app: App & { personId: string }
  let reviewId: string
  beforeEach(async () => {
    app = await startWorkspace()
    const { id: incidentId } = await app.call('incidents.create', { title: 'Orders stopped' })
    reviewId = (await app.call('reviews.create', { incidentId, templateId: 'near-miss' })).id
  })
  afterEach(() => app.close())

  const add = async (when: string, text: string) =>
    app.call('timeline.add', {
      reviewId,
      text,
      time: await app.call('incidents.readTime', { text: when }),
    })
  const texts = async () => (await app.call('timeline.list', { reviewId })).map((one) => one.text)

  it('puts an entry where its time belongs, also when the time is corrected', async () => {
    await add('2026-11-18 10:00 UTC', 'second')
    const first = await add('2026-11-18 09:00 UTC', 'first')
    expect(await texts()).toEqual(['first', 'second'])
    const time = await app.call('incidents.readTime', { text: '2026-11-18 11:00 UTC' })
    await app.call('timeline.update', { id: first.id, version: 1, time, key: true })
    expect(await texts()).toEqual(['second', 'first'])
  })

  it('refuses evidence of another review', async () => {
    const time = await app.call('incidents.readTime', { text: '2026-11-18 11:00 UTC' })
    const evidenceIds = ['01a1f946-5ae0-7981-843f-f5f4e1630aa9']
    const refused = await app.refused('timeline.add', { reviewId, text: 'x', time, evidenceIds })
    expect(refused.code).toBe('not-found')
    expect(await texts()).toEqual([])
  })

  it('lets go of an entry, once', async () => {
    const { id } = await add('2026-11-18 10:00 UTC', 'only')
    await app.call('timeline.remove', { id, version: 1 })
    expect(await texts()).toEqual([])
    expect((await app.refused('timeline.remove', { id, version: 1 })).code).toBe('not-found')
  })
})
