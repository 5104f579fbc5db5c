/**
 * `npm run torture -- [--minutes N] [--seed N] [--only TEXT]`: harms workspaces in every way that we know, and looks at
 * what is left. Exits with 1 where anything was found that must never be.
 */
import { parseArgs } from 'node:util'
import { randomOf } from './random.ts'
import { type Outcome, torture } from './situation.ts'
import { clockSituations } from './situations/clock.ts'
import { damageSituations } from './situations/damage.ts'
import { diskSituations } from './situations/disk.ts'
import { killSituations } from './situations/kill.ts'
import { placeSituations } from './situations/place.ts'
import { removeTemplate } from './workspaceOf.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string', default: '' },
  },
})
const seed = Number(values.seed)
const start = performance.now()
const until = start + Number(values.minutes) * 60_000
const all = [
  ...killSituations,
  ...diskSituations,
  ...placeSituations,
  ...clockSituations,
  ...damageSituations,
]
const situations = all.filter(({ name }) => name.includes(values.only))
console.log(`${situations.length} situations, at most ${values.minutes} minutes, seed ${seed}`)

const outcomes: Outcome[] = []
let triesLeft = situations.reduce((sum, { tries }) => sum + tries, 0)
for (const [index, situation] of situations.entries()) {
  const now = performance.now()
  const share = ((until - now) * situation.tries) / triesLeft
  triesLeft -= situation.tries
  const outcome = await torture(situation, {
    // Its own chance: the same seed does the same to it, whatever was done before.
    random: randomOf(seed + index),
    tries: situation.tries,
    isTimeUp: () => performance.now() > now + share,
  })
  outcomes.push(outcome)
  console.log(`${outcome.name}: ${words(outcome)}`)
  for (const failure of outcome.failures) console.log(`  FAILED ${failure}`)
}

await removeTemplate()

console.table(
  outcomes.map((one) => ({
    situation: one.name,
    tries: one.tries,
    outcome: words(one),
    seconds: Math.round(one.seconds),
  })),
)
const failures = outcomes.reduce((sum, one) => sum + one.failures.length, 0)
const tries = outcomes.reduce((sum, one) => sum + one.tries, 0)
console.log(
  `${tries} tries, ${failures} failures, ${Math.round((performance.now() - start) / 1000)} s; the same again: --seed ${seed}`,
)
process.exit(failures ? 1 : 0)

function words({ skipped, failures, outcomes: found }: Outcome): string {
  if (skipped) return `SKIPPED: ${skipped}`
  const good = [...found].map(([how, count]) => `${count} × ${how}`)
  return [...(failures.length ? [`${failures.length} × FAILED`] : []), ...good].join('; ')
}
