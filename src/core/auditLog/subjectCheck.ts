import type { Reader } from '../workspace/database.ts'
import type { AuditEvent } from './append.ts'

/** So many events are looked at together: the histories are read once for all of them. */
const window = 50_000

/**
 * Whether the histories that `auditSubject` gives are those that the events tell: an event that is missing in one would
 * be hidden from who looks there, and from the packs about it.
 */
export class SubjectCheck {
  readonly #read: Reader
  /** What each event of this window is about, by its sequence. */
  readonly #window = new Map<number, Set<string>>()
  #from = 0

  constructor(read: Reader) {
    this.#read = read
  }

  /** An event that was found whole; in the order of the log. */
  expect({ sequence, subjects }: AuditEvent): void {
    this.#window.set(sequence, new Set(subjects))
  }

  /** Sentences about the events up to this one, once they are many; or at once, at the end of the log. */
  async problems(to: number, isEnd: boolean): Promise<string[]> {
    if (!isEnd && to - this.#from < window) return []
    const rows = await this.#read
      .selectFrom('auditSubject')
      .selectAll()
      .where('sequence', '>', this.#from)
      .where('sequence', '<=', to)
      .execute()
    const found: string[] = []
    for (const { sequence, subject } of rows) {
      // of an event that is damaged or missing, that was said already
      if (this.#window.get(sequence)?.delete(subject) === false)
        found.push(`The history of ${nameOf(subject)} names event ${sequence}, which is not about it.`)
    }
    for (const [sequence, subjects] of this.#window) {
      for (const subject of subjects)
        found.push(`Event ${sequence} is hidden: the history of ${nameOf(subject)} does not name it.`)
    }
    this.#window.clear()
    this.#from = to
    return found
  }
}

/** `review:0192…` as words: “the review 0192…”. */
function nameOf(subject: string): string {
  const [kind, id] = subject.split(':', 2)
  return id === undefined ? `the ${kind}` : `the ${kind} ${id}`
}
