import { Worker } from 'node:worker_threads'
import type { ErrorCode } from '#shared/contract/envelope.ts'
import { AfterwordError } from '#shared/errors.ts'
import { workerFile } from '../documents/workerFile.ts'

export interface DatabaseOrder {
  path: string
  key: Uint8Array
  /** The open database that `path` becomes a copy of. */
  copyOf?: string
}

/** A file of evidence that a database names. */
export interface NamedBlob {
  sha256: string
  size: number
}

export type DatabaseAnswer =
  | { blobs: NamedBlob[] }
  | { failure: { isKnown: boolean; code: string; message: string } }

/**
 * Checks a database file that nobody has open, after making it as a consistent copy of an open one where asked. Answers
 * the evidence that it names.
 * @throws AfterwordError `corrupt` where it is damaged, `cancelled`; errors of the disk and of SQLite with their code.
 */
export function checkDatabase(order: DatabaseOrder, signal: AbortSignal | undefined): Promise<NamedBlob[]> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const worker = new Worker(workerFile('backupDatabaseWorker', import.meta.dirname), {
      workerData: order,
      execArgv: [],
    })
    const abort = () => {
      reject(new AfterwordError('cancelled', 'This was cancelled; nothing was changed.'))
      void worker.terminate()
    }
    signal?.addEventListener('abort', abort)
    worker.once('message', (answer: DatabaseAnswer) => {
      if ('blobs' in answer) resolve(answer.blobs)
      else reject(errorOf(answer.failure))
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      signal?.removeEventListener('abort', abort)
      reject(new Error('the thread that checks the database ended early'))
    })
  })
}

/** Threads hand over plain values: the error is made again, with the code by which others know it. */
function errorOf({ isKnown, code, message }: { isKnown: boolean; code: string; message: string }): Error {
  return isKnown
    ? new AfterwordError(code as ErrorCode, message)
    : Object.assign(new Error(message), { code })
}
