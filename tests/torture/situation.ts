import type { Random } from './random.ts'

export interface Bounds {
  random: Random
  /** How often it should be tried, where time allows. */
  tries: number
  isTimeUp(): boolean
}

/** One kind of harm, done many times; what it is checked by is the same for all. */
export interface Situation {
  name: string
  /** How often a full run tries it. */
  tries: number
  /** Why it cannot be tried on this machine. */
  skipped?: string
  /** Makes what the tries need. Then each try says how it went, or throws what must never be. */
  begin(random: Random): Promise<{ attempt(round: number): Promise<string>; end(): Promise<void> }>
}

export interface Outcome {
  name: string
  tries: number
  /** How the tries went, and how often. */
  outcomes: Map<string, number>
  failures: string[]
  skipped: string
  seconds: number
}

/** Tries a situation so often, or until its time is up; a failure of one try does not keep the next from being tried. */
export async function torture(situation: Situation, { random, tries, isTimeUp }: Bounds): Promise<Outcome> {
  const start = performance.now()
  const outcome: Outcome = {
    name: situation.name,
    tries: 0,
    outcomes: new Map(),
    failures: [],
    skipped: situation.skipped ?? '',
    seconds: 0,
  }
  if (situation.skipped) return outcome
  try {
    const begun = await situation.begin(random)
    try {
      for (; outcome.tries < tries && (outcome.tries === 0 || !isTimeUp()); outcome.tries++)
        await begun.attempt(outcome.tries).then(
          (how) => outcome.outcomes.set(how, (outcome.outcomes.get(how) ?? 0) + 1),
          (error) =>
            outcome.failures.push(`try ${outcome.tries}: ${error instanceof Error ? error.message : error}`),
        )
    } finally {
      await begun.end()
    }
  } catch (error) {
    outcome.failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  outcome.seconds = (performance.now() - start) / 1000
  return outcome
}

/** @throws Error where any of these faults was found. */
export function needNone(faults: readonly string[], where = ''): void {
  if (faults.length) throw new Error([...faults.slice(0, 5), where].filter(Boolean).join('; '))
}
