import { Worker } from 'node:worker_threads'
import { workerFile } from '../documents/workerFile.ts'
import { DamagedBlob } from './cipher.ts'

/** A stored file, and what opens it. */
export interface StoredFile {
  path: string
  key: Uint8Array
  size: number
  sha256: string
}

export interface CopyTarget {
  /** An open file; nobody else writes at these places of it. */
  fd: number
  position: number
  /** Hears how many bytes were written since it was last called. */
  see(bytes: number): void
  signal?: AbortSignal | undefined
}

export interface CopyOrder extends StoredFile {
  fd: number
  position: number
}

export type CopyAnswer =
  | { written: number }
  | { crc: number }
  | {
      failed: {
        isDamaged: boolean
        message: string
        code: string | undefined
        syscall: string | undefined
      }
    }

/** Decrypts, checks and writes out stored files in a thread of its own: one at a time, in a few mebibytes of memory. */
export class BlobCopier {
  readonly #worker = new Worker(workerFile('copyBlobWorker', import.meta.dirname), { execArgv: [] })

  constructor() {
    // told to whoever waits for a copy; between two of them nobody does
    this.#worker.on('error', () => undefined)
  }

  /**
   * The CRC-32 of what was written. Rejects with DamagedBlob, with errors of the disk (`code`, `syscall`), and with what
   * `signal` was aborted with; nothing is written any more then.
   */
  async copy(file: StoredFile, { fd, position, see, signal }: CopyTarget): Promise<number> {
    signal?.throwIfAborted()
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        signal?.removeEventListener('abort', aborted)
        worker.off('message', answered).off('error', failed).off('exit', ended)
        act()
      }
      const answered = (answer: CopyAnswer) => {
        if ('written' in answer) see(answer.written)
        else if ('crc' in answer) settle(() => resolve(answer.crc))
        else settle(() => reject(errorOf(answer.failed)))
      }
      const failed = (error: Error) => settle(() => reject(error))
      const ended = () =>
        settle(() => reject(signal?.reason ?? new Error('the thread that copies ended early')))
      // the file may be closed and removed as soon as this is told, so the thread has to have ended before
      const aborted = () => void worker.terminate()
      worker.on('message', answered).on('error', failed).on('exit', ended)
      signal?.addEventListener('abort', aborted)
      worker.postMessage({ ...file, fd, position } satisfies CopyOrder)
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}

function errorOf({ isDamaged, message, ...rest }: Extract<CopyAnswer, { failed: unknown }>['failed']): Error {
  return isDamaged ? new DamagedBlob(message) : Object.assign(new Error(message), rest)
}
