import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyDocx } from '#verifier/docx.ts'
import { isGood } from '#verifier/words.ts'
import { makeDocxAttacks } from './attacksDocx.ts'
import { packDocx, unpackDocx } from './sampleDocx.ts'
import { makeHouse, now } from './samplePack.ts'

const house = await makeHouse('Example root', 'afterword/house')
const { good, attacks } = await makeDocxAttacks(house)
const judge = (bytes: Uint8Array) => verifyDocx(bytes, { trusted: [house.root], now })

describe('no attack on a signed Word document passes', () => {
  it('while the honest one does', async () => {
    expect(isGood(await judge(good))).toBe(true)
  })

  it.each(attacks)('$name', async ({ bytes, verdict, reason }) => {
    const verification = await judge(bytes)
    const failed = verification[verdict].checks.filter(({ outcome }) => outcome !== 'good')
    expect(failed.map(({ message, subject }) => `${subject ?? ''}: ${message}`).join('\n')).toMatch(reason)
    expect(verification[verdict].outcome).not.toBe('good')
  })

  /** Deflate can say the same in two ways; whoever flips such a bit has changed nothing that can be read. */
  const isUntouched = (bytes: Uint8Array) => isDeepStrictEqual(unpackDocx(bytes), unpackDocx(good))

  it('no byte can be flipped so that anything in the document differs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, xor) => {
        const changed = Uint8Array.from(good)
        changed[at]! ^= xor
        const verification = await judge(changed)
        if (isGood(verification)) expect(isUntouched(changed)).toBe(true)
        else expect(verification.integrity.outcome).not.toBe('good')
      }),
      { numRuns: 500 },
    )
  })

  it('noise of any kind is judged, never a crash', async () => {
    const change = fc.tuple(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.nat(200),
        async (changes, cut) => {
          const changed = Uint8Array.from(good.subarray(0, good.length - (cut > 150 ? cut : 0)))
          for (const [at, noise] of changes) {
            changed.set(noise.subarray(0, Math.max(0, changed.length - at)), Math.min(at, changed.length))
          }
          const verification = await judge(changed)
          if (isGood(verification)) expect(isUntouched(changed)).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('noise inside a part of a perfect ZIP is judged, never a crash', async () => {
    const files = unpackDocx(good)
    const change = fc.record({
      part: fc.constantFrom(...files.keys()),
      at: fc.nat(),
      cut: fc.nat(20),
      put: fc.oneof(fc.constantFrom('<', '>', '"', '&', '/', ' ', '<!--', 'xmlns="u"', '&#0;'), fc.string()),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ part, at, cut, put }) => {
        const bytes = Buffer.from(files.get(part)!)
        const from = at % (bytes.length + 1)
        const changed = Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(from + cut)])
        const verification = await judge(packDocx(new Map(files).set(part, changed)))
        const isSigned = !/\.rels$|^\[Content|^_xmlsignatures/.test(part)
        if (isSigned && !bytes.equals(changed)) expect(isGood(verification)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})
