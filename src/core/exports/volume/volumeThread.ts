import { Worker } from 'node:worker_threads'
import type { DocumentMeta } from '../../documents/model.ts'
import { workerFile } from '../../documents/workerFile.ts'
import type { VolumeAnswer, VolumeOrder } from './volumeWorker.ts'

/** A volume was lost while an exhibit was added: it took too long, or more memory than there is for it. */
export class VolumeLost extends Error {
  override name = 'VolumeLost'
}

const MAX_HEAP_MB = 1024
/** For bytes outside of the heap, which it does not bound. */
const MAX_BYTES = 2 ** 30
const LOOK_EVERY = 200

/** A volume in a thread of its own, which is ended where an exhibit takes it too long, or too much memory. */
export class VolumeThread {
  readonly #worker: Worker
  readonly #signal: AbortSignal

  constructor(meta: DocumentMeta, signal: AbortSignal) {
    this.#signal = signal
    this.#worker = new Worker(workerFile('volumeWorker', import.meta.dirname), {
      workerData: meta,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
      stdout: true,
      stderr: true,
    })
    // what a reader of PDF complains of is the exhibit's matter, and may be as long as that
    this.#worker.stdout.resume()
    this.#worker.stderr.resume()
    // told to whoever waits for an answer; between two questions nobody does
    this.#worker.on('error', () => undefined)
  }

  /** As `Volume.add`, within so many milliseconds. Throws VolumeLost; the volume is gone then. */
  async add(exhibit: string, bytes: Uint8Array, last: number, patience: number): Promise<number | string> {
    const answer = await this.#ask({ kind: 'add', exhibit, bytes, last }, patience)
    if (answer instanceof Uint8Array) throw new TypeError('a volume where pages were expected')
    return answer
  }

  /** As `Volume.finish`. Throws VolumeLost. */
  async finish(index: Uint8Array, number: number, patience: number): Promise<Uint8Array> {
    const answer = await this.#ask({ kind: 'finish', index, number }, patience)
    if (!(answer instanceof Uint8Array)) throw new TypeError('no volume where one was expected')
    return answer
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #ask(order: VolumeOrder, patience: number): Promise<VolumeAnswer> {
    const worker = this.#worker
    const signal = this.#signal
    return new Promise<VolumeAnswer>((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer)
        clearInterval(looking)
        signal.removeEventListener('abort', aborted)
        worker.off('message', answered).off('error', failed).off('exit', ended)
        act()
      }
      const lose = (why: string) => settle(() => reject(new VolumeLost(why)))
      const answered = (answer: VolumeAnswer) => settle(() => resolve(answer))
      const failed = (error: Error) => lose(error.message)
      const ended = () => lose('the thread ended')
      const aborted = () => settle(() => reject(signal.reason))
      const timer = setTimeout(() => lose('it took too long'), patience)
      const looking = setInterval(async () => {
        const memory = await worker.getHeapStatistics().catch(() => undefined)
        if (memory && memory.external_memory > MAX_BYTES) lose('it took too much memory')
      }, LOOK_EVERY)
      worker.on('message', answered).on('error', failed).on('exit', ended)
      signal.addEventListener('abort', aborted)
      if (signal.aborted) aborted()
      else worker.postMessage(order)
    })
  }
}
