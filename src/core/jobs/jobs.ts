import type { CoreEvent } from '#shared/contract/envelope.ts'
import type { Job } from '#shared/contract/jobs.ts'
import { AfterwordError } from '#shared/errors.ts'
import { newId } from '../ids.ts'
import { storageError } from '../workspace/storageError.ts'

export interface Running {
  signal: AbortSignal
  /** `progress` between 0 and 1, or null while nobody can say. */
  progress(progress: number | null, step: string): void
}

const kept = 50

/** Long work: an id at once, progress, cancel, a result. */
export class Jobs {
  readonly #jobs = new Map<
    string,
    { job: Job; personId: string; abort: AbortController; ended: Promise<void> }
  >()
  readonly #tell: (event: CoreEvent) => void

  constructor(tell: (event: CoreEvent) => void) {
    this.#tell = tell
  }

  /** Begins work for a person, to whom its result is told. */
  start(
    kind: string,
    title: string,
    personId: string,
    work: (running: Running) => Promise<unknown>,
  ): { jobId: string } {
    const abort = new AbortController()
    const job: Job = { id: newId(new Date()), kind, title, state: 'running', progress: null, step: '' }
    const tell = () => {
      const { id, state, progress, step } = job
      this.#tell({ job: { id, state, progress, step, title } })
    }
    const running: Running = {
      signal: abort.signal,
      progress(progress, step) {
        Object.assign(job, { progress, step })
        tell()
      },
    }
    const ended = work(running).then(
      (result) => void Object.assign(job, { state: 'done', progress: 1, result }),
      (error: unknown) => {
        const cancelled = abort.signal.aborted
        const known = (error instanceof AfterwordError ? error : storageError(error))?.toCallError()
        if (!known && !cancelled) console.error(error)
        Object.assign(job, {
          state: cancelled ? 'cancelled' : 'failed',
          error: known ?? {
            code: cancelled ? 'cancelled' : 'internal',
            message: cancelled
              ? 'This was cancelled; nothing was changed.'
              : `This did not work: ${String(error)}`,
          },
        })
      },
    )
    this.#jobs.set(job.id, { job, personId, abort, ended: ended.then(tell) })
    for (const [id, old] of this.#jobs)
      if (this.#jobs.size > kept && old.job.state !== 'running') this.#jobs.delete(id)
    return { jobId: job.id }
  }

  /** All jobs; results, which may hold what others may not see, of those of this person. */
  list(personId: string | undefined): Job[] {
    return [...this.#jobs.keys()].map((id) => this.get(id, personId))
  }

  get(id: string, personId: string | undefined): Job {
    const { job, personId: owner } = this.#find(id)
    const { result: _, ...others } = job
    return owner === personId ? { ...job } : others
  }

  cancel(id: string): void {
    this.#find(id).abort.abort()
  }

  async close(): Promise<void> {
    for (const { abort } of this.#jobs.values()) abort.abort()
    await Promise.all([...this.#jobs.values()].map(({ ended }) => ended))
  }

  #find(id: string) {
    const found = this.#jobs.get(id)
    if (!found) throw new AfterwordError('not-found', 'This work is no longer known.')
    return found
  }
}
