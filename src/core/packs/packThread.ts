import type { FileHandle } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { workerFile } from '../documents/workerFile.ts'
import { DamagedBlob } from '../evidence/cipher.ts'
import type { StoredFile } from '../evidence/copyStored.ts'
import type { CopyFailed, PackAnswer, PackOrder } from './packWorker.ts'

/**
 * The thread beside a file that is being written: it copies evidence into it, and makes the file's SHA-256 from what has
 * become final.
 */
export class PackThread {
  readonly #worker: Worker
  readonly #sha256: Promise<string>

  constructor(file: FileHandle) {
    this.#worker = new Worker(workerFile('packWorker', import.meta.dirname), {
      workerData: { fd: file.fd },
      execArgv: [],
    })
    this.#sha256 = new Promise((resolve, reject) => {
      this.#worker.on('message', (answer: PackAnswer) => 'sha256' in answer && resolve(answer.sha256))
      this.#worker.once('error', reject)
      this.#worker.once('exit', () => reject(new Error('the thread beside the pack ended early')))
    })
    // whoever waits for the result learns of an error; before that nobody does
    this.#sha256.catch(() => undefined)
  }

  /**
   * As `copyStored`. Rejects as well with what `signal` was aborted with; nothing is written any more then, and the
   * thread is gone.
   */
  copy(
    stored: StoredFile,
    position: number,
    see: (bytes: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<number> {
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        signal?.removeEventListener('abort', aborted)
        worker.off('message', answered).off('error', failed).off('exit', ended)
        act()
      }
      const answered = (answer: PackAnswer) => {
        if ('written' in answer) see(answer.written)
        else if ('crc' in answer) settle(() => resolve(answer.crc))
        else if ('failed' in answer) failed(errorOf(answer.failed))
      }
      const failed = (error: unknown) => settle(() => reject(error))
      const ended = () => failed(signal?.reason ?? new Error('the thread beside the pack ended early'))
      // whoever learns of it closes and removes the file, so the thread has to have ended before
      const aborted = () => void worker.terminate()
      worker.on('message', answered).on('error', failed).on('exit', ended)
      signal?.addEventListener('abort', aborted)
      if (signal?.aborted) aborted()
      else worker.postMessage({ kind: 'copy', stored, position } satisfies PackOrder)
    })
  }

  /** Bytes before this place do not change any more. */
  advance(until: number): void {
    this.#worker.postMessage({ kind: 'hash', until, isLast: false } satisfies PackOrder)
  }

  /** Lower-case hex, of a file that has `size` bytes and is complete. */
  finish(size: number): Promise<string> {
    this.#worker.postMessage({ kind: 'hash', until: size, isLast: true } satisfies PackOrder)
    return this.#sha256
  }

  /** Ends the thread, also where there will be no result; the file is closed after that. */
  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}

function errorOf({ isDamaged, message, ...rest }: CopyFailed): Error {
  return isDamaged ? new DamagedBlob(message) : Object.assign(new Error(message), rest)
}
