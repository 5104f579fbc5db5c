import type { Answer, CoreEvent } from '#shared/contract/envelope.ts'
import type { FileExchange } from './files.ts'

export interface CoreOptions {
  /** The folder with templates, taxonomy, layouts, fonts and the sample. */
  resources: string
  /** The folder for what belongs to this computer's user, not to a workspace: recent workspaces. */
  settings: string
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
