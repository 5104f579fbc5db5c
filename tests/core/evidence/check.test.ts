import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const pathOf = (hash: string) => join(world.workspaceFolder, 'evidence', hash.slice(0, 2), hash.slice(2))

async function check() {
  return (await world.job(await world.call('evidence.checkAll', {}))) as {
    files: number
    missing: { evidence: { number: string; reviewKey: string }[]; message: string }[]
    damaged: { evidence: { number: string }[]; message: string }[]
    leftoversRemoved: number
  }
}

describe('the check of all evidence', () => {
  it('finds all well where it is', async () => {
    await world.add(world.file('a.txt', randomBytes(600_000)))
    await world.add(world.file('b.txt', 'b'))
    expect(await check()).toMatchObject({ files: 2, missing: [], damaged: [], leftoversRemoved: 0 })
  })

  it('names what is missing, cut off and changed, and the others stay usable', async () => {
    const missing = await world.add(world.file('a.txt', 'a'))
    const cut = await world.add(world.file('b.txt', randomBytes(300_000)))
    const changed = await world.add(world.file('c.txt', randomBytes(300_000)))
    const well = await world.add(world.file('d.txt', 'd'))
    rmSync(pathOf(missing.sha256))
    truncateSync(pathOf(cut.sha256), 262_160)
    const bytes = readFileSync(pathOf(changed.sha256))
    bytes[270_000]! ^= 1
    writeFileSync(pathOf(changed.sha256), bytes)
    const result = await check()
    expect(result.missing).toMatchObject([{ evidence: [{ number: 'EX-0001', reviewKey: world.reviewKey }] }])
    expect(result.damaged.flatMap((one) => one.evidence.map((of) => of.number)).sort()).toEqual([
      'EX-0002',
      'EX-0003',
    ])
    for (const { id } of [missing, cut, changed]) {
      const error = await world.refused('evidence.open', { id })
      expect(error.message).toMatch(
        /^EX-000\d of REV-.* cannot be opened\. The stored file .* (missing|damaged)/,
      )
      expect(error.message).toMatch(/Restore it from a backup, or add the original again\.$/)
      expect(await world.call('evidence.custody', { id })).toHaveLength(1)
    }
    await world.call('evidence.open', { id: well.id })
  })

  it('is well again once the original was added again', async () => {
    const bytes = randomBytes(300_000)
    const { id, sha256: hash } = await world.add(world.file('a.bin', bytes))
    for (const damage of [() => rmSync(pathOf(hash)), () => truncateSync(pathOf(hash), 100)]) {
      damage()
      expect((await world.add(world.file('again.bin', bytes))).known).toBe(true)
      await world.call('evidence.open', { id })
    }
    expect(await check()).toMatchObject({ missing: [], damaged: [] })
  })

  it('removes what a crash left behind, and nothing else', async () => {
    const { sha256: hash } = await world.add(world.file('a.txt', 'a'))
    const orphan = 'cd'.repeat(32)
    mkdirSync(join(pathOf(orphan), '..'), { recursive: true })
    writeFileSync(pathOf(orphan), 'left')
    writeFileSync(join(world.workspaceFolder, 'evidence', `${'0'.repeat(24)}.part`), 'left')
    writeFileSync(join(world.workspaceFolder, 'evidence', 'a note of somebody.txt'), 'theirs')
    expect(await check()).toMatchObject({ files: 1, leftoversRemoved: 2 })
    expect(world.stored().sort()).toEqual([
      'evidence/a note of somebody.txt',
      `evidence/${hash.slice(0, 2)}/${hash.slice(2)}`,
    ])
  })

  it('takes the place of what a crash left under the same hash', async () => {
    const hash = sha256('a')
    mkdirSync(join(pathOf(hash), '..'), { recursive: true })
    writeFileSync(pathOf(hash), 'left')
    const { id } = await world.add(world.file('a.txt', 'a'))
    await world.call('evidence.open', { id })
  })

  it('tells how far it is and stops when it is cancelled', async () => {
    for (let n = 0; n < 20; n++) await world.add(world.file(`${n}.bin`, randomBytes(600_000)))
    const { jobId } = await world.call('evidence.checkAll', {})
    const seen: number[] = []
    await new Promise<void>((done) => {
      world.core.subscribe((event) => {
        if (!('job' in event) || event.job.id !== jobId) return
        seen.push(event.job.progress ?? 0)
        if (event.job.state !== 'running') return done()
        void world.call('jobs.cancel', { id: jobId })
      })
    })
    expect(await world.call('jobs.get', { id: jobId })).toMatchObject({ state: 'cancelled' })
    expect(seen[0]).toBeLessThan(0.5)
  })
})
