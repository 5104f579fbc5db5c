import { write } from 'node:fs'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { parentPort } from 'node:worker_threads'
import { crc32 } from 'node:zlib'
import type { CopyAnswer, CopyOrder } from './blobCopier.ts'
import { DamagedBlob, decryptFrom, release } from './cipher.ts'

const writeInto = promisify(write)
const answer = (message: CopyAnswer) => parentPort?.postMessage(message)

/** Decrypts stored files into an open file, one after the other. A chunk is written while the next one is decrypted. */
parentPort?.on('message', async (order: CopyOrder) => {
  try {
    answer({ crc: await copy(order) })
  } catch (error) {
    const { message, code, syscall } = error as NodeJS.ErrnoException
    answer({ failed: { isDamaged: error instanceof DamagedBlob, message, code, syscall } })
  }
})

async function copy({ path, key, size, sha256, fd, position }: CopyOrder): Promise<number> {
  const file = await open(path, 'r')
  let writing = Promise.resolve()
  try {
    let crc = 0
    let at = position
    for await (const piece of decryptFrom(file, Buffer.from(key), { size, sha256 })) {
      crc = crc32(piece, crc)
      await writing
      writing = writePiece(piece, fd, at)
      // it fails where it is waited for
      writing.catch(() => undefined)
      at += piece.length
    }
    await writing
    return crc
  } finally {
    await writing.catch(() => undefined)
    await file.close()
  }
}

async function writePiece(piece: Buffer, fd: number, position: number): Promise<void> {
  const { length } = piece
  for (let at = 0; at < length; )
    at += (await writeInto(fd, piece, at, length - at, position + at)).bytesWritten
  release(piece)
  answer({ written: length })
}
