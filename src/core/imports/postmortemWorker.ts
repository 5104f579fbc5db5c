import { parentPort } from 'node:worker_threads'
import type { CallError } from '#shared/contract/envelope.ts'
import { AfterwordError } from '#shared/errors.ts'
import { templateFromPostmortem } from '../templates/fromPostmortem.ts'
import { type ParseOptions, parsePostmortem } from './markdown/parsePostmortem.ts'
import type { PostmortemRecord } from './markdown/record.ts'

export type PostmortemOrder =
  | { kind: 'record'; bytes: Uint8Array; options: ParseOptions }
  | { kind: 'template'; bytes: Uint8Array; fileName: string }

export type PostmortemAnswer = { record: PostmortemRecord } | { template: string } | { error: CallError }

/** Reads files of Markdown, one order after the other: a large one takes seconds. */
parentPort?.on('message', (order: PostmortemOrder) => parentPort?.postMessage(answer(order)))

function answer(order: PostmortemOrder): PostmortemAnswer {
  try {
    return order.kind === 'record'
      ? { record: parsePostmortem(order.bytes, order.options) }
      : { template: templateFromPostmortem(order.bytes, order.fileName) }
  } catch (error) {
    if (!(error instanceof AfterwordError)) throw error
    return { error: error.toCallError() }
  }
}
