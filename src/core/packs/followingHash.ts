import type { FileHandle } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { workerFile } from '../documents/workerFile.ts'
import type { HashOrder } from './hashFileWorker.ts'

/** The SHA-256 of a file that is being written, made by another thread from what has become final. */
export class FollowingHash {
  readonly #worker: Worker
  readonly #result: Promise<string>

  constructor(file: FileHandle) {
    this.#worker = new Worker(workerFile('hashFileWorker', import.meta.dirname), {
      workerData: { fd: file.fd },
      execArgv: [],
    })
    this.#result = new Promise((resolve, reject) => {
      this.#worker.once('message', resolve)
      this.#worker.once('error', reject)
      this.#worker.once('exit', () => reject(new Error('the thread that hashes the file ended early')))
    })
    // whoever waits for the result learns of an error; before that nobody does
    this.#result.catch(() => undefined)
  }

  /** Bytes before this place do not change any more. */
  advance(until: number): void {
    this.#worker.postMessage({ until, isLast: false } satisfies HashOrder)
  }

  /** Lower-case hex, of a file that has `size` bytes and is complete. */
  finish(size: number): Promise<string> {
    this.#worker.postMessage({ until: size, isLast: true } satisfies HashOrder)
    return this.#result
  }

  /** Ends the thread, also where there will be no result; the file is closed after that. */
  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}
