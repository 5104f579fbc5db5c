import { Worker } from 'node:worker_threads'
import { AfterwordError } from '#shared/errors.ts'
import type { DocumentAssets } from '../documents/model.ts'
import { workerFile } from '../documents/workerFile.ts'
import { transferable } from '../transferable.ts'
import type { DocumentsAnswer, DocumentsOf, DocumentsOrder } from './documentsWorker.ts'

/** Room for what is made and soon left: V8 would take three times as much, and keep it. */
const YOUNG_MB = 8

type Answered = Exclude<DocumentsAnswer, { needs: string } | { error: unknown }>

/** The thread that makes the documents of one record. One order at a time; whatever fails, it is to be closed. */
export class DocumentsThread {
  readonly #worker: Worker
  readonly #image: DocumentAssets['image']
  readonly #signal: AbortSignal

  constructor(of: DocumentsOf, image: DocumentAssets['image'], signal: AbortSignal) {
    this.#image = image
    this.#signal = signal
    this.#worker = new Worker(workerFile('documentsWorker', import.meta.dirname), {
      workerData: of,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
    // told to whoever waits for an answer; between two orders nobody does
    this.#worker.on('error', () => undefined)
  }

  /**
   * @throws AfterwordError as the renderings do, what an image could not be had for, and what the signal was aborted
   * with.
   */
  ask(order: DocumentsOrder): Promise<Answered> {
    const worker = this.#worker
    const signal = this.#signal
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        signal.removeEventListener('abort', aborted)
        worker.off('message', answered).off('error', failed).off('exit', ended)
        act()
      }
      const failed = (error: unknown) => settle(() => reject(error))
      const ended = () => failed(new Error('the thread that makes the documents ended early'))
      const aborted = () => failed(signal.reason)
      const give = (image: Awaited<ReturnType<DocumentAssets['image']>>) =>
        worker.postMessage(
          { kind: 'image', image } satisfies DocumentsOrder,
          image ? transferable(image.bytes) : [],
        )
      const answered = (answer: DocumentsAnswer) => {
        if ('needs' in answer) void this.#image(answer.needs).then(give).catch(failed)
        else if ('error' in answer) failed(errorOf(answer.error))
        else settle(() => resolve(answer))
      }
      worker.on('message', answered).on('error', failed).on('exit', ended)
      signal.addEventListener('abort', aborted)
      if (signal.aborted) aborted()
      else worker.postMessage(order)
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}

function errorOf({
  code,
  message,
  details,
}: {
  code: AfterwordError['code']
  message: string
  details?: unknown
}) {
  return new AfterwordError(code, message, details)
}
