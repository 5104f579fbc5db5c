import { mkdir } from 'node:fs/promises'
import type { Answer, CoreEvent } from '#shared/contract/envelope.ts'
import type { CoreState } from './call.ts'
import { dispatch } from './dispatch.ts'
import { FileExchange } from './files.ts'
import { Jobs } from './jobs/jobs.ts'
import { leaveWorkspace } from './leave.ts'
import { removeAbandonedFolders } from './temporaryFolder.ts'
import { Turns } from './turns.ts'

export interface CoreOptions {
  /** The folder with templates, taxonomy, layouts, fonts and the sample. */
  resources: string
  /** The folder for what belongs to this computer's user, not to a workspace: recent workspaces. */
  settings: string
  /** The application's version, for people. */
  version?: string
  now?: () => Date
}

/** The application without a window: everything a shell needs. */
export interface Core {
  /** The only door: one call of the contract. Never throws; a failure is an answer. */
  dispatch(envelope: unknown): Promise<Answer>
  subscribe(listener: (event: CoreEvent) => void): () => void
  files: FileExchange
  close(): Promise<void>
}

export async function createCore(options: CoreOptions): Promise<Core> {
  await mkdir(options.settings, { recursive: true })
  await removeAbandonedFolders()
  const listeners = new Set<(event: CoreEvent) => void>()
  const tell = (event: CoreEvent) => {
    for (const listener of listeners) listener(event)
  }
  let revision = 0
  const state: CoreState = {
    options,
    files: new FileExchange(),
    jobs: new Jobs(tell),
    workspace: null,
    turns: new Turns(),
    get revision() {
      return revision
    },
    changed(entities) {
      revision += 1
      tell({ change: { entities, revision } })
    },
  }
  return {
    dispatch: (envelope) => dispatch(state, envelope),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    files: state.files,
    async close() {
      // A workspace that is just being opened is closed too.
      await state.turns.switching(() => leaveWorkspace(state)).finally(() => state.files.close())
    },
  }
}
