import { z } from 'zod'

export const errorCodes = [
  'invalid-input',
  'not-found',
  'conflict',
  'not-allowed',
  'not-ready',
  'locked',
  'cancelled',
  'corrupt',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

export interface CallError {
  code: ErrorCode
  /** What is wrong and what to do, in the user's words. */
  message: string
  details?: unknown
}

/** What every adapter carries to the core: a method's name and its input. */
export const envelope = z.strictObject({ method: z.string().max(100), input: z.unknown() })
export type Envelope = z.infer<typeof envelope>

export type Answer<T = unknown> = { ok: T } | { error: CallError }

/** Sent to every client after a commit, so that it drops what it cached. */
export interface ChangeEvent {
  /** Names of what changed: the features of the contract ("reviews", "actions"). */
  entities: string[]
  /** Grows with each commit of the open workspace. */
  revision: number
}

/** How a job goes on, sent to every client. */
export interface JobEvent {
  job: {
    id: string
    state: 'running' | 'done' | 'failed' | 'cancelled'
    progress: number | null
    step: string
    title: string
  }
}

export type CoreEvent = { change: ChangeEvent } | JobEvent
