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
  // what a judge of one format knows beyond that stays here: it cannot all be sent
  const { kind, signature, integrity, completeness, signers, notChecked } = await verifyPath(path, {
    name,
    trusted,
    now,
  })
  answer = { verification: { kind, signature, integrity, completeness, signers, notChecked } }
} catch (error) {
  if (!(error instanceof AfterwordError)) throw error
  answer = { error: error.toCallError() }
}
parentPort?.postMessage(answer)
