import { resolve } from 'node:path'
import type { Core } from '#core/core.ts'
import type { Answer } from '#shared/contract/envelope.ts'
import type { CallInput, MethodName, Output } from '#shared/contract/index.ts'
import type { Job } from '#shared/contract/jobs.ts'
import { lossRemedy, lossSentence } from '#shared/domain/logLoss.ts'
import { AfterwordError } from '#shared/errors.ts'
import { type Context, option } from './command.ts'
import { note } from './output.ts'
import { signerPassphrase, workspacePassphrase } from './passphrase.ts'

/** The core in this very process, by the contract's methods. */
export class Session {
  readonly core: Core
  /** What is done first when somebody ends the process (Ctrl+C); it answers with the exit code. */
  whenEnded: () => Promise<number> = async () => 130
  readonly #ending = new AbortController()
  readonly #undone = new Set<Promise<unknown>>()

  constructor(core: Core) {
    this.core = core
  }

  /** Aborts when somebody ends the process. */
  get ending(): AbortSignal {
    return this.#ending.signal
  }

  /** Work that the process waits for when it is ended, so that nothing half done stays. It hears `ending`. */
  async untilDone<T>(work: Promise<T>): Promise<T> {
    this.#undone.add(work)
    try {
      return await work
    } finally {
      this.#undone.delete(work)
    }
  }

  /** Stops what is under way, closes everything, and ends the process. */
  async end(): Promise<never> {
    this.#ending.abort()
    await Promise.allSettled(this.#undone)
    const code = await this.whenEnded()
    await this.core.close()
    process.exit(code)
  }

  /** @throws AfterwordError with what the core answers. */
  async call<M extends MethodName>(method: M, input: CallInput<M>): Promise<Output<M>> {
    const answer = (await this.core.dispatch({ method, input })) as Answer<Output<M>>
    if ('ok' in answer) return answer.ok
    const { code, message, details } = answer.error
    throw new AfterwordError(code, message, details)
  }

  /** Waits for long work to end and answers with its result. */
  async finish<T = unknown>({ jobId }: { jobId: string }): Promise<T> {
    let wake = () => {}
    const unsubscribe = this.core.subscribe((event) => {
      if ('job' in event && event.job.id === jobId) wake()
    })
    try {
      for (;;) {
        const told = new Promise<void>((resolve) => {
          wake = resolve
        })
        const job: Job = await this.call('jobs.get', { id: jobId })
        if (job.state === 'done') return job.result as T
        if (job.state !== 'running') {
          const { code, message, details } = job.error ?? { code: 'internal', message: 'This did not work.' }
          throw new AfterwordError(code as AfterwordError['code'], message, details)
        }
        await told
      }
    } finally {
      unsubscribe()
    }
  }

  /** Every row of a list, page by page. */
  async all<T>(
    page: (cursor: string | undefined) => Promise<{ rows: T[]; cursor: string | null }>,
  ): Promise<T[]> {
    const rows: T[] = []
    let cursor: string | undefined
    do {
      const next = await page(cursor)
      rows.push(...next.rows)
      cursor = next.cursor ?? undefined
    } while (cursor !== undefined)
    return rows
  }
}

/** Runs with a core of its own, which is closed whatever happens. */
export async function withCore<T>(
  context: Context,
  work: (session: Session) => Promise<T>,
  now?: () => Date,
): Promise<T> {
  const { resources, settings } = context.places
  // What is used wrongly is said at once; the core loads for what is used well.
  const { createCore } = await import('#core/core.ts')
  const core = await createCore({ resources, settings, ...(now ? { now } : {}) })
  const session = new Session(core)
  let ended: Promise<never> | undefined
  const end = () => {
    ended ??= session.end()
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  try {
    return await work(session)
  } finally {
    // Whoever ended it needs no word of the work that failed by that.
    await ended
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
    await core.close()
  }
}

export interface Opened {
  session: Session
  /** The passphrase of the acting person's signing key. */
  signerPassphrase: string
}

/** Opens the workspace that the first word names, as the person of `--as` where it is given. */
export async function withWorkspace<T>(context: Context, work: (opened: Opened) => Promise<T>): Promise<T> {
  const passphrase = await workspacePassphrase(context)
  const signer = (await signerPassphrase(context)) ?? passphrase
  return withCore(context, async (session) => {
    const { loss } = await session.call('workspace.open', { path: resolve(context.words[0]!), passphrase })
    if (loss) note(`${lossSentence(loss)} ${lossRemedy(loss)}`)
    const who = option(context, 'as')
    if (who !== undefined) {
      const personId = await personCalled(session, who)
      await session.call('workspace.actAs', { personId, passphrase: signer })
    }
    return work({ session, signerPassphrase: signer })
  })
}

async function personCalled(session: Session, who: string): Promise<string> {
  const people = await session.all((cursor) => session.call('people.list', { cursor, limit: 500 }))
  const wanted = who.toLowerCase()
  const found = people.filter(({ id, name, email }) =>
    [id, name.toLowerCase(), email.toLowerCase()].includes(wanted),
  )
  if (found.length === 1) return found[0]!.id
  if (found.length > 1)
    throw new AfterwordError(
      'conflict',
      `${found.length} people are called ${who}. Give an e-mail address or an id.`,
    )
  const names = people.map(({ name }) => name).join(', ')
  throw new AfterwordError('not-found', `Nobody here is called ${who}. There are: ${names}.`)
}
