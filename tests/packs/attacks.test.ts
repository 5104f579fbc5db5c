import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { bytesSource } from '#verifier/byteSource.ts'
import { verifyFile } from '#verifier/verify.ts'
import { isGood } from '#verifier/words.ts'
import { makeAttacks } from './attacks.ts'
import { verifyPath } from './packFiles.ts'
import { now } from './samplePack.ts'

const folder = await mkdtemp(join(tmpdir(), 'afterword-attacks-'))
afterAll(() => rm(folder, { recursive: true }))
const { good, house, attacks } = await makeAttacks(folder)

describe('no attack on a pack passes', () => {
  it('while the honest one does', async () => {
    expect(isGood(await verifyPath(good, house.root))).toBe(true)
  })

  it.each(attacks)('$name', async ({ path, verdict, reason }) => {
    const verification = await verifyPath(path, house.root)
    const failed = verification[verdict].checks.filter(({ outcome }) => outcome !== 'good')
    const sentences = failed.map(({ message, subject }) => `${subject ?? ''}: ${message}`)
    expect(sentences.join('\n')).toMatch(reason)
    expect(verification[verdict].outcome).not.toBe('good')
  })

  it('no byte can be flipped anywhere', async () => {
    const bytes = await readFile(good)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, xor) => {
        const changed = Uint8Array.from(bytes)
        changed[at]! ^= xor
        const verification = await verifyFile(bytesSource(changed), 'pack.asice', {
          trusted: [house.root],
          now,
        })
        expect(isGood(verification)).toBe(false)
        expect(verification.integrity.outcome).toBe('bad')
      }),
      { numRuns: 250 },
    )
  })

  it('noise of any kind is judged, never a crash', async () => {
    const bytes = await readFile(good)
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.nat(200),
        async (changes, cut) => {
          const changed = Uint8Array.from(bytes.subarray(0, bytes.length - (cut > 150 ? cut : 0)))
          for (const [at, noise] of changes)
            changed.set(noise.subarray(0, Math.max(0, changed.length - at)), Math.min(at, changed.length))
          const verification = await verifyFile(bytesSource(changed), 'pack.asice', {
            trusted: [house.root],
            now,
          })
          if (!bytes.equals(changed)) expect(isGood(verification)).toBe(false)
        },
      ),
      { numRuns: 150 },
    )
  })
})
