import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Core, createCore } from '#core/core.ts'
import type { CallError } from '#shared/contract/envelope.ts'
import type { CallInput, MethodName, Output } from '#shared/contract/index.ts'

const root = resolve(import.meta.dirname, '../..')
export const passphrase = 'correct horse battery'

/** The application without a window, on a folder of its own, with a clock that stands still until it is moved. */
export interface App {
  core: Core
  folder: string
  clock: { now: Date }
  /** The answer of a call that must work. */
  call<M extends MethodName>(method: M, input: CallInput<M>): Promise<Output<M>>
  /** The error of a call that must not. */
  refused<M extends MethodName>(method: M, input: CallInput<M>): Promise<CallError>
  /** The result of a job that must work. */
  job(started: { jobId: string }): Promise<unknown>
  close(): Promise<void>
}

export async function startApp(): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-app-'))
  const clock = { now: new Date('2026-11-20T14:05:00.000Z') }
  const core = await createCore({
    resources: join(root, 'resources'),
    settings: join(folder, 'settings'),
    now: () => clock.now,
  })
  const app: App = {
    core,
    folder,
    clock,
    async call(method, input) {
      const answer = await core.dispatch({ method, input })
      if ('error' in answer) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
      return answer.ok as never
    },
    async refused(method, input) {
      const answer = await core.dispatch({ method, input })
      if ('ok' in answer) throw new Error(`${method} was not refused: ${JSON.stringify(answer.ok)}`)
      return answer.error
    },
    async job({ jobId }) {
      for (;;) {
        const job = await app.call('jobs.get', { id: jobId })
        if (job.state === 'done') return job.result
        if (job.state !== 'running') throw new Error(`the job ${job.state}: ${JSON.stringify(job.error)}`)
        await new Promise((wait) => setTimeout(wait, 5))
      }
    },
    async close() {
      await core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return app
}

/** An application with a new workspace, whose first person acts. */
export async function startWorkspace(): Promise<App & { personId: string }> {
  const app = await startApp()
  const { person } = await app.call('workspace.create', {
    path: join(app.folder, 'workspace'),
    name: 'Nordlys Operations',
    person: { name: 'Dana Vogt', email: 'dana@example.org' },
    passphrase,
  })
  return Object.assign(app, { personId: person.id })
}
