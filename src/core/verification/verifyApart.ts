import { Worker } from 'node:worker_threads'
import { AfterwordError } from '#shared/errors.ts'
import type { Verification } from '#verifier/verdict.ts'
import { workerFile } from '../documents/workerFile.ts'
import type { VerifyAnswer, VerifyOrder } from './verifyWorker.ts'

/** As `verifyPath`, in a thread of its own, so that nothing else waits for it. */
export async function verifyApart(order: VerifyOrder): Promise<Verification> {
  const worker = new Worker(workerFile('verifyWorker', import.meta.dirname), {
    workerData: order,
    execArgv: [],
  })
  try {
    const answer = await new Promise<VerifyAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the thread that verifies ended early')))
    })
    if ('verification' in answer) return answer.verification
    const { code, message, details } = answer.error
    throw new AfterwordError(code, message, details)
  } finally {
    await worker.terminate()
  }
}
