import { parentPort, workerData } from 'node:worker_threads'
import type { CallError } from '#shared/contract/envelope.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Verification } from '#verifier/verdict.ts'
import { verifyPath } from './verifyPath.ts'

export interface VerifyOrder {
  path: string
  name: string
  trusted: Uint8Array[]
  now: Date
}

export type VerifyAnswer = { verification: Verification } | { error: CallError }

/** Judges one file: what stands in it may take its time. */
const { path, name, trusted, now } = workerData as VerifyOrder
let answer: VerifyAnswer
try {
  answer = { verification: await verifyPath(path, { name, trusted, now }) }
} catch (error) {
  if (!(error instanceof AfterwordError)) throw error
  answer = { error: error.toCallError() }
}
parentPort?.postMessage(answer)
