import { type Capability, may, roleNames, rolesThatMay } from '#shared/domain/roles.ts'
import { AfterwordError } from '#shared/errors.ts'
import { appendEvent } from './auditLog/append.ts'
import type { CoreOptions } from './core.ts'
import type { FileExchange } from './files.ts'
import type { Jobs, Running } from './jobs/jobs.ts'
import type { Turns } from './turns.ts'
import type { Reader, Writer } from './workspace/database.ts'
import type { ActingPerson, Workspace } from './workspace/workspace.ts'

/** What is shared by all calls of one core. */
export interface CoreState {
  readonly options: CoreOptions
  files: FileExchange
  jobs: Jobs
  workspace: Workspace | null
  turns: Turns
  /** Grows with each commit. */
  readonly revision: number
  changed(entities: string[]): void
}

export interface Change {
  /** What it is about: `review:<id>`, `incident:<id>`. */
  subjects: string[]
  /** What clients drop from their caches: names of features. */
  entities: string[]
  /** What the log records; never a secret. */
  payload: unknown
}

/**
 * One call of a method: who, when, and the way to the data. It stays with the workspace and the person that it began
 * with, a job too, whatever is opened and whoever acts meanwhile.
 */
export class Call {
  readonly state: CoreState
  readonly method: string
  readonly at: string
  #workspace: Workspace | null
  #person: ActingPerson | null

  constructor(state: CoreState, method: string) {
    this.state = state
    this.method = method
    this.at = this.now().toISOString()
    this.#workspace = state.workspace
    this.#person = state.workspace?.person ?? null
  }

  now(): Date {
    return this.state.options.now?.() ?? new Date()
  }

  get workspace(): Workspace {
    if (!this.#workspace) throw new AfterwordError('not-allowed', 'No workspace is open. Open one first.')
    return this.#workspace
  }

  /** Whether the workspace that this call began with is no longer the open one. */
  get isLeft(): boolean {
    return this.#workspace !== null && this.#workspace !== this.state.workspace
  }

  /** The workspace that this call has opened is the open one from now on. */
  enter(workspace: Workspace): void {
    this.state.workspace = workspace
    this.#workspace = workspace
    this.#person = workspace.person
  }

  get read(): Reader {
    return this.workspace.read
  }

  get person(): ActingPerson {
    if (this.workspace && this.#person) return this.#person
    throw new AfterwordError('not-allowed', 'Nobody acts yet. Choose who you are first.')
  }

  /**
   * Any one of the capabilities allows it.
   * @throws AfterwordError `not-allowed` where none of the acting person's roles does; `what` is a verb phrase.
   */
  need(capability: Capability | readonly Capability[], what: string): void {
    const { name, roles } = this.person
    const enough = [capability].flat()
    if (enough.some((one) => may(roles, one))) return
    const who = [...new Set(enough.flatMap(rolesThatMay))].map((one) => roleNames[one])
    throw new AfterwordError('not-allowed', `${name} may not ${what}. Ask one of: ${who.join(', ')}.`)
  }

  /** Long work for the acting person: a job, with its id at once. */
  begin(kind: string, title: string, work: (running: Running) => Promise<unknown>): { jobId: string } {
    return this.state.jobs.start(kind, title, this.person.id, work)
  }

  /** One short transaction with its audit event; after it, clients learn what changed. */
  async write<T>(
    work: (tx: Writer, change: Change) => Promise<T>,
    entities: string[],
    payload: unknown,
  ): Promise<T> {
    const workspace = this.workspace
    const change: Change = { subjects: [], entities, payload }
    const { result, head } = await workspace.write.transaction().execute(async (tx) => {
      const result = await work(tx, change)
      const person = this.#person
      const head = await appendEvent(tx, {
        at: this.at,
        person: person && { id: person.id, name: person.name },
        method: this.method,
        subjects: change.subjects,
        payload: change.payload,
      })
      workspace.needPlace()
      return { result, head }
    })
    workspace.head.write(head)
    this.state.changed(change.entities)
    return result
  }
}
