import { join, resolve } from 'node:path'
import { type Core, createCore } from '#core/core.ts'
import type { CallError } from '#shared/contract/envelope.ts'
import type { CallInput, MethodName, Output } from '#shared/contract/index.ts'

export const resources = resolve(import.meta.dirname, '../../resources')
export const passphrase = 'correct horse battery'

/** What a call or a job was refused with. */
export class Refused extends Error {
  readonly answer: CallError

  constructor(what: string, answer: CallError) {
    super(`${what}: ${answer.code}: ${answer.message}`)
    this.answer = answer
  }
}

/** The application without a window, called by the contract. */
export interface Client {
  core: Core
  /** @throws Refused with what the core answers. */
  call<M extends MethodName>(method: M, input: CallInput<M>): Promise<Output<M>>
  /** The result of a job. @throws Refused where it fails. */
  job(started: { jobId: string }): Promise<unknown>
  /** A file's reference, as a dialog would give it. */
  offer(path: string): Promise<string>
  close(): Promise<void>
}

export async function startClient(folder: string, now?: () => Date): Promise<Client> {
  const settings = join(folder, 'settings')
  const core = await createCore({ resources, settings, ...(now ? { now } : {}) })
  const client: Client = {
    core,
    async call(method, input) {
      const answer = await core.dispatch({ method, input })
      if ('error' in answer) throw new Refused(method, answer.error)
      return answer.ok as never
    },
    async job({ jobId }) {
      for (;;) {
        const job = await client.call('jobs.get', { id: jobId })
        if (job.state === 'done') return job.result
        if (job.state !== 'running') throw new Refused(job.kind, job.error as CallError)
        await new Promise((wait) => setTimeout(wait, 5))
      }
    },
    offer: async (path) => (await core.files.offer(path)).ref,
    close: () => core.close(),
  }
  return client
}
