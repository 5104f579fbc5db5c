import { parentPort, workerData } from 'node:worker_threads'
import type { DocumentMeta } from '../../documents/model.ts'
import { Volume } from './volume.ts'

export type VolumeOrder =
  | { kind: 'add'; exhibit: string; bytes: Uint8Array; last: number }
  | { kind: 'finish'; index: Uint8Array; number: number }

/** How many pages, a sentence that says why there are none, or the finished volume. */
export type VolumeAnswer = number | string | Uint8Array

/** Builds one volume in a thread of its own: what exhibits hold may take its time, or take it all. */
const volume = Volume.create(workerData as DocumentMeta)

parentPort?.on('message', async (order: VolumeOrder) => {
  const it = await volume
  const answer: VolumeAnswer =
    order.kind === 'add'
      ? await it.add(order.exhibit, order.bytes, order.last)
      : await it.finish(order.index, order.number)
  parentPort?.postMessage(answer)
})
