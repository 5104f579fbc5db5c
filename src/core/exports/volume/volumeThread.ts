import { Worker } from 'node:worker_threads'
import type { DocumentMeta } from '../../documents/model.ts'
import { workerFile } from '../../documents/workerFile.ts'
import type { VolumeAnswer, VolumeOrder } from './volumeWorker.ts'

/** A volume was lost while an exhibit was added: it took too long, or more memory than there is for it. */
export class VolumeLost extends Error {
  override name = 'VolumeLost'
}

const MAX_HEAP_MB = 1024

/** A volume in a thread of its own, which is ended where an exhibit takes longer than `patience` (milliseconds). */
export class VolumeThread {
  readonly #worker: Worker
  readonly #signal: AbortSignal
  readonly #patience: number

  constructor(meta: DocumentMeta, signal: AbortSignal, patience: number) {
    this.#signal = signal
    this.#patience = patience
    this.#worker = new Worker(workerFile('volumeWorker', import.meta.dirname), {
      workerData: meta,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    })
    // told to whoever waits for an answer; between two questions nobody does
    this.#worker.on('error', () => undefined)
  }

  /** As `Volume.add`. Throws VolumeLost; the volume is gone then. */
  async add(exhibit: string, bytes: Uint8Array, last: number): Promise<number | string> {
    const answer = await this.#ask({ kind: 'add', exhibit, bytes, last })
    if (answer instanceof Uint8Array) throw new TypeError('a volume where pages were expected')
    return answer
  }

  async finish(index: Uint8Array, number: number): Promise<Uint8Array> {
    const answer = await this.#ask({ kind: 'finish', index, number })
    if (!(answer instanceof Uint8Array)) throw new TypeError('no volume where one was expected')
    return answer
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #ask(order: VolumeOrder): Promise<VolumeAnswer> {
    const worker = this.#worker
    const signal = this.#signal
    return new Promise<VolumeAnswer>((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', aborted)
        worker.off('message', answered).off('error', failed).off('exit', ended)
        act()
      }
      const lose = (why: string) => settle(() => reject(new VolumeLost(why)))
      const answered = (answer: VolumeAnswer) => settle(() => resolve(answer))
      const failed = (error: Error) => lose(error.message)
      const ended = () => lose('the thread ended')
      const aborted = () => settle(() => reject(signal.reason))
      const timer = setTimeout(() => lose('it took too long'), this.#patience)
      worker.on('message', answered).on('error', failed).on('exit', ended)
      signal.addEventListener('abort', aborted)
      if (signal.aborted) aborted()
      else worker.postMessage(order)
    })
  }
}
