import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newReview, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
beforeEach(() => world.anew())
afterAll(() => world.close())

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('evidence that is added', () => {
  it('is there with its hash, its size, its number and who received it when', async () => {
    const bytes = randomBytes(700_000)
    const added = await world.add(world.file('pager log.txt', bytes), {
      source: 'PagerDuty',
      effectiveFrom: '2026-11-18',
      effectiveTo: '2026-11-19',
      label: 'confidential',
    })
    expect(added).toMatchObject({ number: 'EX-0001', sha256: sha256(bytes), known: false, version: 1 })
    expect(await world.call('evidence.get', { id: added.id })).toMatchObject({
      number: 'EX-0001',
      reviewKey: world.reviewKey,
      title: 'pager log.txt',
      fileName: 'pager log.txt',
      mediaType: 'text/plain',
      size: 700_000,
      source: 'PagerDuty',
      receivedAt: '2026-11-20T14:05:00.000Z',
      receivedBy: { id: world.personId, name: 'Dana Vogt' },
      effectiveFrom: '2026-11-18',
      effectiveTo: '2026-11-19',
      label: 'confidential',
      replaces: null,
      replacedBy: null,
    })
    expect(world.stored()).toContain(`evidence/${added.sha256.slice(0, 2)}/${added.sha256.slice(2)}`)
  })

  it('comes out as it went in, and the look is noted in its custody', async () => {
    const bytes = randomBytes(300_000)
    const { id } = await world.add(world.file('screen.png', bytes))
    world.clock.now = new Date('2026-11-21T08:00:00.000Z')
    const { file } = await world.call('evidence.open', { id })
    expect(file).toMatchObject({ name: 'screen.png', mediaType: 'image/png', size: 300_000 })
    expect(readFileSync(world.core.files.get(file.ref).path).equals(bytes)).toBe(true)
    const custody = await world.call('evidence.custody', { id })
    expect(custody.map(({ kind, at, person }) => [kind, at, person?.name])).toEqual([
      ['received', '2026-11-20T14:05:00.000Z', 'Dana Vogt'],
      ['viewed', '2026-11-21T08:00:00.000Z', 'Dana Vogt'],
    ])
    expect(custody[0]!.note).toContain(sha256(bytes))
  })

  it('is stored once however often the same bytes come, each time under its own number', async () => {
    const before = world.stored().length
    const first = await world.add(world.file('a.txt', 'the same'))
    const second = await world.add(world.file('b.txt', 'the same'))
    expect([first.known, second.known]).toEqual([false, true])
    expect([first.number, second.number]).toEqual(['EX-0001', 'EX-0002'])
    expect(world.stored()).toHaveLength(before + 1)
  })

  it('also when the same bytes come twice at once', async () => {
    const before = world.stored().length
    const bytes = randomBytes(2_000_000)
    const [a, b] = await Promise.all([
      world.add(world.file('a.bin', bytes)),
      world.add(world.file('b.bin', bytes)),
    ])
    expect(new Set([a.number, b.number]).size).toBe(2)
    expect(world.stored()).toHaveLength(before + 1)
    await world.call('evidence.open', { id: a.id })
    await world.call('evidence.open', { id: b.id })
  })

  it('may be empty', async () => {
    const { id } = await world.add(world.file('empty.log', ''))
    expect((await world.call('evidence.open', { id })).file.size).toBe(0)
  })

  it('has nothing readable in the workspace’s folder', async () => {
    const { sha256: hash } = await world.add(world.file('a.txt', 'a very recognizable sentence'))
    expect(
      readFileSync(join(world.workspaceFolder, 'evidence', hash.slice(0, 2), hash.slice(2))).includes(
        'recognizable',
      ),
    ).toBe(false)
  })

  it('is counted per review, on its own', async () => {
    await world.add(world.file('a.txt', 'a'))
    const other = await newReview(world)
    expect((await world.add(world.file('b.txt', 'b'), { reviewId: other.id })).number).toBe('EX-0001')
    expect((await world.add(world.file('c.txt', 'c'))).number).toBe('EX-0002')
    const numbers = (await world.call('evidence.ofReview', { reviewId: world.reviewId })).map(
      (one) => one.number,
    )
    expect(numbers).toEqual(['EX-0001', 'EX-0002'])
  })

  it('replaces what it is a newer version of, once', async () => {
    const before = world.stored().length
    const old = await world.add(world.file('report.pdf', 'one'))
    const newer = await world.add(world.file('report.pdf', 'two'), { replaces: old.id })
    expect(await world.call('evidence.get', { id: old.id })).toMatchObject({ replacedBy: newer.id })
    expect(await world.call('evidence.get', { id: newer.id })).toMatchObject({ replaces: old.id })
    const third = await world.core.files.offer(world.file('report.pdf', 'three'))
    const again = await world.refused('evidence.add', {
      reviewId: world.reviewId,
      file: third.ref,
      replaces: old.id,
    })
    expect(again).toMatchObject({ code: 'conflict', message: expect.stringContaining('EX-0002') })
    expect(world.stored()).toHaveLength(before + 2)
  })

  it('makes who added it an author, and is told in the audit log', async () => {
    const { id } = await world.add(world.file('a.txt', 'a'))
    const review = await world.call('reviews.get', { id: world.reviewId })
    expect(review.authors.map((one) => one.id)).toContain(world.personId)
    const { rows } = await world.call('auditLog.list', { subject: `evidence:${id}` })
    expect(rows).toHaveLength(1)
  })
})

describe('names of files', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\log.txt', 'log.txt'],
    ['a\nb.txt', 'ab.txt'],
    ['', 'file'],
    ['レポート.pdf', 'レポート.pdf'],
    ['con.txt', 'con.txt'],
    [`${'x'.repeat(400)}.txt`, 'x'.repeat(255)],
  ])('%j is kept as %j and opens', async (name, kept) => {
    const { ref } = await world.core.files.offer(world.file('given', 'content'), name)
    const { id } = await world.call('evidence.add', { reviewId: world.reviewId, file: ref, title: 'Given' })
    expect(await world.call('evidence.get', { id })).toMatchObject({ fileName: kept })
    const { file } = await world.call('evidence.open', { id })
    expect(readFileSync(world.core.files.get(file.ref).path, 'utf8')).toBe('content')
  })
})
