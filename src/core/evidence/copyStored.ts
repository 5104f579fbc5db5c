import { write } from 'node:fs'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import { decryptFrom, release } from './cipher.ts'

/** A stored file, and what opens it. */
export interface StoredFile {
  path: string
  key: Uint8Array
  size: number
  sha256: string
}

const writeInto = promisify(write)

/**
 * Decrypts a stored file into an open file, from `position` on, and answers the CRC-32 of what it wrote, all of which has
 * the right hash. A chunk is written while the next one is decrypted. `see` hears of each, in bytes.
 * @throws DamagedBlob; errors of the disk. Nothing is written any more then.
 */
export async function copyStored(
  { path, key, size, sha256 }: StoredFile,
  fd: number,
  position: number,
  see: (bytes: number) => void,
): Promise<number> {
  const file = await open(path, 'r')
  let writing = Promise.resolve()
  try {
    let crc = 0
    let at = position
    for await (const piece of decryptFrom(file, Buffer.from(key), { size, sha256 })) {
      crc = crc32(piece, crc)
      await writing
      writing = writePiece(piece, fd, at).then(see)
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

async function writePiece(piece: Buffer, fd: number, position: number): Promise<number> {
  const { length } = piece
  for (let at = 0; at < length; )
    at += (await writeInto(fd, piece, at, length - at, position + at)).bytesWritten
  release(piece)
  return length
}
