import { Worker } from 'node:worker_threads'
import { AfterwordError } from '#shared/errors.ts'
import { workerFile } from '../documents/workerFile.ts'
import type { ParseOptions } from './markdown/parsePostmortem.ts'
import type { PostmortemRecord } from './markdown/record.ts'
import type { PostmortemAnswer, PostmortemOrder } from './postmortemWorker.ts'

/** The thread that reads post-mortems in Markdown. One order at a time; it is to be closed. */
export class PostmortemThread {
  readonly #signal: AbortSignal | undefined
  readonly #worker = new Worker(workerFile('postmortemWorker', import.meta.dirname), { execArgv: [] })

  constructor(signal?: AbortSignal) {
    this.#signal = signal
    // told to whoever waits for an answer; between two orders nobody does
    this.#worker.on('error', () => undefined)
  }

  /** As `parsePostmortem`. Rejects with what the signal was aborted with. */
  async record(bytes: Uint8Array, options: ParseOptions): Promise<PostmortemRecord> {
    const answer = await this.#ask({ kind: 'record', bytes, options })
    if (!('record' in answer)) throw new TypeError('another answer than a post-mortem')
    return answer.record
  }

  /** As `templateFromPostmortem`. Rejects with what the signal was aborted with. */
  async template(bytes: Uint8Array, fileName: string): Promise<string> {
    const answer = await this.#ask({ kind: 'template', bytes, fileName })
    if (!('template' in answer)) throw new TypeError('another answer than a template')
    return answer.template
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #ask(order: PostmortemOrder): Promise<Exclude<PostmortemAnswer, { error: unknown }>> {
    const worker = this.#worker
    const signal = this.#signal
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        signal?.removeEventListener('abort', aborted)
        worker.off('message', answered).off('error', failed).off('exit', ended)
        act()
      }
      const failed = (error: unknown) => settle(() => reject(error))
      const ended = () => failed(new Error('the thread that reads the file ended early'))
      const aborted = () => failed(signal?.reason)
      const answered = (answer: PostmortemAnswer) => {
        if (!('error' in answer)) return settle(() => resolve(answer))
        const { code, message, details } = answer.error
        failed(new AfterwordError(code, message, details))
      }
      worker.on('message', answered).on('error', failed).on('exit', ended)
      signal?.addEventListener('abort', aborted)
      if (signal?.aborted) aborted()
      else worker.postMessage(order)
    })
  }
}
