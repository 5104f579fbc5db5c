/**
 * `npm run torture -- [--minutes N] [--seed N] [--only TEXT] [--json FILE]`: harms workspaces in every way that we know, and looks at
 * what is left. Exits with 1 where anything was found that must never be.
 */
import { writeFileSync } from 'node:fs'
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
    json: { type: 'string', default: '' },
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

const seconds = Math.round((performance.now() - start) / 1000)
const failures = outcomes.reduce((sum, one) => sum + one.failures.length, 0)
const tries = outcomes.reduce((sum, one) => sum + one.tries, 0)
const skipped = outcomes.filter((one) => one.skipped)
if (values.json) writeFileSync(values.json, `${JSON.stringify(report(), null, 2)}\n`)
console.log(`\n${table()}\n`)
for (const one of skipped) console.warn(`SKIPPED: ${one.name}: ${one.skipped}`)
console.log(`${tries} tries, ${failures} failures, ${seconds} s; the same again: --seed ${seed}`)
process.exit(failures ? 1 : 0)

function words({ skipped, failures, outcomes: found }: Outcome): string {
  if (skipped) return `SKIPPED: ${skipped}`
  const good = [...found].map(([how, count]) => `${count} × ${how}`)
  return [...(failures.length ? [`${failures.length} × FAILED`] : []), ...good].join('; ')
}

/** A row a situation; its outcomes stand below each other, so that nothing is wider than a terminal. */
function table(): string {
  const width = Math.max(...outcomes.map(({ name }) => name.length))
  const row = (name: string, tries: string, seconds: string, outcome: string) =>
    `${name.padEnd(width)}  ${tries.padStart(5)}  ${seconds.padStart(7)}  ${outcome}`
  const rows = outcomes.flatMap((one) =>
    words(one)
      .split('; ')
      .reduce<string[]>((lines, part) => {
        // A part that is no count goes on with the outcome before it.
        if (lines.length && !/^\d+ × /.test(part)) lines[lines.length - 1] += `; ${part}`
        else lines.push(part)
        return lines
      }, [])
      .map((part, index) =>
        index ? row('', '', '', part) : row(one.name, String(one.tries), one.seconds.toFixed(0), part),
      ),
  )
  return [row('situation', 'tries', 'seconds', 'outcome'), ...rows].join('\n')
}

/** The same for a machine. */
function report() {
  return {
    seed,
    seconds,
    tries,
    failures,
    situations: outcomes.map((one) => ({
      name: one.name,
      tries: one.tries,
      seconds: Math.round(one.seconds * 10) / 10,
      skipped: one.skipped || null,
      outcomes: Object.fromEntries(one.outcomes),
      failures: one.failures,
    })),
  }
}
