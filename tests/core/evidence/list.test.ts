import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newReview, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
beforeEach(() => world.anew())
afterAll(() => world.close())

describe('the list of evidence', () => {
  it('comes page by page with its total, the last received first', async () => {
    const { reviewId } = world
    for (let n = 1; n <= 5; n++) {
      world.clock.now = new Date(Date.UTC(2026, 10, 20, 15, n))
      await world.add(world.file(`file ${n}.txt`, `content ${n}`))
    }
    const first = await world.call('evidence.list', { reviewId, limit: 2 })
    expect(first).toMatchObject({ total: 5, rows: [{ number: 'EX-0005' }, { number: 'EX-0004' }] })
    const second = await world.call('evidence.list', { reviewId, limit: 2, cursor: first.cursor! })
    expect(second.rows.map((row) => row.number)).toEqual(['EX-0003', 'EX-0002'])
    const last = await world.call('evidence.list', { reviewId, limit: 2, cursor: second.cursor! })
    expect(last).toMatchObject({ rows: [{ number: 'EX-0001' }], cursor: null })
  })

  it.each([
    ['its title', 'graph of', 1],
    ['the name of its file', 'CPU.png', 1],
    ['its source', 'grafana', 1],
    ['its number', 'ex-0002', 1],
    ['a percent sign as it stands', '100%', 1],
    ['an underscore as it stands', 'a_b', 0],
    ['nothing that is there', 'absent', 0],
  ])('finds evidence by %s', async (_, search, total) => {
    await world.add(world.file('cpu.png', 'one'), { title: 'Graph of the load at 100%', source: 'Grafana' })
    await world.add(world.file('axb.txt', 'two'))
    expect(await world.call('evidence.list', { reviewId: world.reviewId, search })).toMatchObject({ total })
  })

  it('finds evidence by the review and by the hash', async () => {
    const { sha256: hash } = await world.add(world.file('a.txt', 'bytes of this test alone'))
    await world.add(world.file('b.txt', 'b'), { reviewId: (await newReview(world)).id })
    expect(await world.call('evidence.list', { search: hash })).toMatchObject({ total: 1 })
    expect(await world.call('evidence.list', { search: world.reviewKey.toLowerCase() })).toMatchObject({
      total: 1,
    })
    expect(await world.call('evidence.list', { reviewId: world.reviewId })).toMatchObject({ total: 1 })
  })
})

describe('what is said of evidence', () => {
  it('can be corrected, by whoever saw the last version', async () => {
    const { id } = await world.add(world.file('a.txt', 'a'))
    expect(
      await world.call('evidence.update', { id, version: 1, title: 'The log', effectiveFrom: '2026-11-01' }),
    ).toEqual({
      id,
      version: 2,
    })
    expect(await world.call('evidence.get', { id })).toMatchObject({
      title: 'The log',
      effectiveFrom: '2026-11-01',
      fileName: 'a.txt',
    })
    expect(await world.refused('evidence.update', { id, version: 1, title: 'Another' })).toMatchObject({
      code: 'conflict',
    })
    const wrong = { id, version: 2, effectiveTo: '2026-10-01' }
    expect(await world.refused('evidence.update', wrong)).toMatchObject({ code: 'invalid-input' })
  })

  it('stays when it is handed over; the custody tells to whom', async () => {
    const { id } = await world.add(world.file('a.txt', 'a'))
    await world.call('evidence.transfer', { id, to: 'Legal', note: 'For the insurer' })
    expect((await world.call('evidence.custody', { id })).at(-1)).toMatchObject({
      kind: 'transferred',
      note: 'To Legal: For the insurer',
    })
  })
})
