import type { OfferedFile } from '#shared/contract/common.ts'
import type { Answer, CoreEvent } from '#shared/contract/envelope.ts'

/** What main asks of the core's process. Everything is JSON, so that both kinds of process carry it alike. */
export type Request =
  | { kind: 'call'; envelope: unknown }
  | { kind: 'offer'; path: string; name?: string }
  | { kind: 'stage' }
  | { kind: 'file'; ref: string }
  | { kind: 'ping' }
  | { kind: 'close' }

export interface ToCore {
  id: number
  request: Request
}

export type StoredFile = OfferedFile & { path: string }

export type FromCore = { id: number; answer: Answer } | { event: CoreEvent } | { ready: true }
