import { afterAll, describe, expect, it } from 'vitest'
import { randomOf } from '../torture/random.ts'
import { torture } from '../torture/situation.ts'
import { damageSituations } from '../torture/situations/damage.ts'
import { diskSituations } from '../torture/situations/disk.ts'
import { killSituations } from '../torture/situations/kill.ts'
import { placeSituations } from '../torture/situations/place.ts'
import { removeTemplate } from '../torture/workspaceOf.ts'

/** The short form of `npm run torture`: each situation a few times, from a seed that is printed where it fails. */
const short: [string, number][] = [
  ['kill -9: sections, timeline, factors, actions', 1],
  ['kill -9: approvals and changes asked for', 1],
  ['kill -9: a workspace being created', 1],
  ['a disk that gets full', 3],
  ['the folder lost while open', 2],
  ['a lock left behind', 1],
  ['a damaged database', 2],
  ['a damaged write-ahead log', 1],
  ['stored files missing, cut off or changed', 1],
]
const all = [...killSituations, ...diskSituations, ...placeSituations, ...damageSituations]
const seed = Date.now() % 1_000_000

afterAll(() => removeTemplate())

describe(`a workspace is whole after (seed ${seed})`, () => {
  it.each(short)('%s', { timeout: 120_000 }, async (name, tries) => {
    const situation = all.find((one) => one.name === name)!
    const { failures, skipped } = await torture(situation, {
      random: randomOf(seed),
      tries,
      isTimeUp: () => false,
    })
    if (skipped) console.warn(`Not tried: ${name}, since ${skipped}.`)
    expect(failures).toEqual([])
  })
})
