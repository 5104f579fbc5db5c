import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { DamagedBlob } from '../evidence/cipher.ts'
import { copyStored, type StoredFile } from '../evidence/copyStored.ts'

export type PackOrder =
  /** Bytes before `until` are final; nothing follows where it `isLast`. */
  { kind: 'hash'; until: number; isLast: boolean } | { kind: 'copy'; stored: StoredFile; position: number }

export interface CopyFailed {
  isDamaged: boolean
  message: string
  code: string | undefined
  syscall: string | undefined
}

export type PackAnswer = { written: number } | { crc: number } | { failed: CopyFailed } | { sha256: string }

/**
 * Copies evidence into an open file and hashes that file as it becomes final: its SHA-256 (lower-case hex) is answered
 * at the end. One order is done when the next one comes.
 */
const { fd } = workerData as { fd: number }
const hash = createHash('sha256')
const buffer = Buffer.alloc(2 ** 20)
let at = 0
const answer = (message: PackAnswer) => parentPort?.postMessage(message)

parentPort?.on('message', async (order: PackOrder) => {
  if (order.kind === 'copy') return copy(order.stored, order.position)
  hashUntil(order.until)
  if (!order.isLast) return
  answer({ sha256: hash.digest('hex') })
  parentPort?.close()
})

async function copy(stored: StoredFile, position: number): Promise<void> {
  try {
    answer({ crc: await copyStored(stored, fd, position, (written) => answer({ written })) })
  } catch (error) {
    const { message, code, syscall } = error as NodeJS.ErrnoException
    answer({ failed: { isDamaged: error instanceof DamagedBlob, message, code, syscall } })
  }
}

function hashUntil(until: number): void {
  while (at < until) {
    const read = readSync(fd, buffer, 0, Math.min(buffer.length, until - at), at)
    if (read === 0) throw new Error('the file became shorter while it was hashed')
    hash.update(buffer.subarray(0, read))
    at += read
  }
}
