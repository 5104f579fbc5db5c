import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

/** Bytes before `until` are final; nothing follows where it `isLast`. */
export interface HashOrder {
  until: number
  isLast: boolean
}

/** Hashes an open file as it becomes final, and answers with its SHA-256 (lower-case hex) at the end. */
const { fd } = workerData as { fd: number }
const hash = createHash('sha256')
const buffer = Buffer.alloc(2 ** 20)
let at = 0

parentPort?.on('message', ({ until, isLast }: HashOrder) => {
  while (at < until) {
    const read = readSync(fd, buffer, 0, Math.min(buffer.length, until - at), at)
    if (read === 0) throw new Error('the file became shorter while it was hashed')
    hash.update(buffer.subarray(0, read))
    at += read
  }
  if (!isLast) return
  parentPort?.postMessage(hash.digest('hex'))
  parentPort?.close()
})
