import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { AfterwordError } from '#shared/errors.ts'
import type { Verification } from '#verifier/verdict.ts'
import { workerFile } from '../documents/workerFile.ts'
import type { VerifyAnswer, VerifyOrder } from './verifyWorker.ts'

/** Milliseconds that a file of so many bytes may take: far more than an honest one does, on a slow disk too. */
const patienceFor = (bytes: number) => 120_000 + bytes / 5_000

/**
 * As `verifyPath`, in a thread of its own, so that nothing else waits for it.
 * @throws AfterwordError as `verifyPath`; `invalid-input` for a file made to take all time (`patience`, in milliseconds)
 * or memory.
 */
export async function verifyApart(order: VerifyOrder, patience?: number): Promise<Verification> {
  const size = await stat(order.path).then(
    (found) => found.size,
    () => 0,
  )
  const worker = new Worker(workerFile('verifyWorker', import.meta.dirname), {
    workerData: order,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 2_048 },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    const answer = await new Promise<VerifyAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(noVerdict(order.name, 'time')), patience ?? patienceFor(size))
      worker.once('message', resolve)
      worker.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? noVerdict(order.name, 'memory') : error),
      )
      worker.once('exit', () => reject(new Error('the thread that verifies ended early')))
    })
    if ('verification' in answer) return answer.verification
    const { code, message, details } = answer.error
    throw new AfterwordError(code, message, details)
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

function noVerdict(name: string, what: string): AfterwordError {
  return new AfterwordError(
    'invalid-input',
    `${name} asks for more ${what} than an honest file of its size does, so the check was ended. It counts as not verified.`,
  )
}
