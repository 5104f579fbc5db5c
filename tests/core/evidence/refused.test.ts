import { mkdirSync, rmSync, truncateSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
beforeEach(() => world.anew())
afterAll(() => world.close())

describe('who may', () => {
  it('add evidence: not a trainer, who is told whom to ask', async () => {
    const before = world.stored()
    const { ref } = await world.core.files.offer(world.file('a.txt', 'a'))
    await world.actAs('Theo Lind', ['trainer'])
    const error = await world.refused('evidence.add', { reviewId: world.reviewId, file: ref })
    expect(error).toMatchObject({ code: 'not-allowed' })
    expect(error.message).toMatch(/Theo Lind may not add evidence\. Ask one of: .*facilitator/)
    expect(world.stored()).toEqual(before)
  })

  it('see and change restricted evidence: only some roles, though anybody may label it so', async () => {
    const { id } = await world.add(world.file('salaries.csv', 'a'), { label: 'restricted' })
    expect(await world.refused('evidence.open', { id })).toMatchObject({ code: 'not-allowed' })
    const update = { id, version: 1, label: 'internal' as const }
    expect(await world.refused('evidence.update', update)).toMatchObject({ code: 'not-allowed' })
    const transfer = { id, to: 'Legal', note: 'For the insurer' }
    expect(await world.refused('evidence.transfer', transfer)).toMatchObject({ code: 'not-allowed' })
    await world.actAs('Mara Sol', ['incident-manager'])
    await world.call('evidence.open', { id })
    await world.call('evidence.update', update)
  })
})

describe('evidence is not taken in, and nothing is left', () => {
  let before: string[]
  beforeEach(() => {
    before = world.stored()
  })
  afterEach(() => expect(world.stored()).toEqual(before))

  it('of a review that is not there', async () => {
    const { ref } = await world.core.files.offer(world.file('a.txt', 'a'))
    const error = await world.refused('evidence.add', {
      reviewId: '01930000-0000-7000-8000-000000000000',
      file: ref,
    })
    expect(error).toMatchObject({ code: 'not-found' })
  })

  it('from a file that was removed meanwhile, or cannot be read', async () => {
    const path = world.file('gone.txt', 'a')
    const { ref } = await world.core.files.offer(path)
    rmSync(path)
    const gone = await world.refused('evidence.add', { reviewId: world.reviewId, file: ref })
    expect(gone).toMatchObject({ code: 'not-found', message: expect.stringContaining('gone.txt') })
    mkdirSync(path)
    const folder = await world.refused('evidence.add', { reviewId: world.reviewId, file: ref })
    expect(folder.message).toContain('gone.txt')
  })

  it('from a file that is larger than any evidence', async () => {
    const path = world.file('huge.img', '')
    truncateSync(path, 20 * 2 ** 30 + 1)
    const { ref } = await world.core.files.offer(path)
    const error = await world.refused('evidence.add', { reviewId: world.reviewId, file: ref })
    expect(error).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('20 GiB') })
  })

  it('about a time that ends before it begins', async () => {
    const { ref } = await world.core.files.offer(world.file('a.txt', 'a'))
    const error = await world.refused('evidence.add', {
      reviewId: world.reviewId,
      file: ref,
      effectiveFrom: '2026-11-20',
      effectiveTo: '2026-11-19',
    })
    expect(error).toMatchObject({ code: 'invalid-input' })
  })

  it('under a reference that nobody handed out', async () => {
    const error = await world.refused('evidence.add', {
      reviewId: world.reviewId,
      file: 'A'.repeat(32),
    })
    expect(error).toMatchObject({ code: 'not-found' })
  })

  it('as a newer version of another review’s evidence', async () => {
    const { ref } = await world.core.files.offer(world.file('a.txt', 'a'))
    const error = await world.refused('evidence.add', {
      reviewId: world.reviewId,
      file: ref,
      replaces: '01930000-0000-7000-8000-000000000000',
    })
    expect(error).toMatchObject({ code: 'not-found' })
  })
})
