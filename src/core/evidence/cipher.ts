import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'

/**
 * A stored file: 16 bytes that name the format, then chunks of 1 MiB, each encrypted with AES-256-GCM and followed by
 * its tag. The nonce of a chunk is its number and whether it is the last, so a chunk that was moved, removed or added
 * does not open. The key is random and used for one file alone, so no nonce stands twice under it.
 */
const header = Buffer.from('afterword-blob/1', 'latin1')
const tagLength = 16
export const chunkSize = 1024 * 1024

/** How many bytes a file of `size` bytes takes when it is stored. */
export function storedSize(size: number): number {
  return header.length + size + tagLength * chunksOf(size)
}

/** An empty file has one empty chunk, so that its end is vouched for as well. */
function chunksOf(size: number): number {
  return Math.max(1, Math.ceil(size / chunkSize))
}

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

/** Encrypts what comes into an open, empty file, in bounded memory. Answers the size and SHA-256 of the original. */
export async function encryptInto(
  file: FileHandle,
  key: Buffer,
  source: AsyncIterable<Uint8Array>,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  const chunk = Buffer.alloc(chunkSize)
  let filled = 0
  let index = 0
  let size = 0
  const flush = async (isLast: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, isLast))
    cipher.setAAD(header)
    const encrypted = [cipher.update(chunk.subarray(0, filled)), cipher.final(), cipher.getAuthTag()]
    await writeAll(file, Buffer.concat(encrypted))
    index += 1
    filled = 0
  }
  await writeAll(file, header)
  for await (const piece of source) {
    hash.update(piece)
    size += piece.length
    for (let at = 0; at < piece.length; ) {
      // A full chunk waits until it is known that more follows: the last one is marked.
      if (filled === chunkSize) await flush(false)
      const taken = Math.min(chunkSize - filled, piece.length - at)
      chunk.set(piece.subarray(at, at + taken), filled)
      filled += taken
      at += taken
    }
  }
  await flush(true)
  return { size, sha256: hash.digest('hex') }
}

/** Why a stored file is not what was put in. */
export class DamagedBlob extends Error {
  override name = 'DamagedBlob'
}

/**
 * Decrypts a stored file piece by piece, each in memory of its own. The last piece comes only after the hash of the whole
 * was found right. The next chunk is read while one is in use. Throws DamagedBlob where anything was changed, moved, cut
 * off or added.
 */
export async function* decryptFrom(
  file: FileHandle,
  key: Buffer,
  expected: { size: number; sha256: string },
): AsyncGenerator<Buffer> {
  const found = (await file.stat()).size
  const right = storedSize(expected.size)
  if (found < right) throw new DamagedBlob(`it is cut off after ${found} of ${right} bytes`)
  if (found > right) throw new DamagedBlob(`${found - right} bytes were added at its end`)
  if (!(await readAt(file, 0, Buffer.alloc(header.length))).equals(header))
    throw new DamagedBlob('its beginning was changed')
  const hash = createHash('sha256')
  const count = chunksOf(expected.size)
  const room = Math.min(chunkSize, expected.size) + tagLength
  const buffers = Array.from({ length: Math.min(2, count) }, () => Buffer.allocUnsafe(room))
  const read = (index: number) => {
    const length = Math.min(chunkSize, expected.size - index * chunkSize) + tagLength
    const into = buffers[index % 2]!.subarray(0, length)
    const reading = readAt(file, header.length + index * (chunkSize + tagLength), into)
    // it fails where it is waited for
    reading.catch(() => undefined)
    return reading
  }
  let next = read(0)
  try {
    for (let index = 0; index < count; index++) {
      const isLast = index === count - 1
      const stored = await next
      if (!isLast) next = read(index + 1)
      const piece = decryptChunk(stored, key, index, isLast)
      hash.update(piece)
      if (isLast && hash.digest('hex') !== expected.sha256)
        throw new DamagedBlob('its SHA-256 is another one')
      if (piece.length > 0) yield piece
    }
  } finally {
    await next.catch(() => undefined)
    for (const buffer of buffers) release(buffer)
  }
}

/**
 * Gives the memory of a buffer back at once; it is empty then. The garbage collector, which looks at its own heap first,
 * lets a hundred of a mebibyte stand about.
 */
export function release({ buffer, length }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0)
}

function decryptChunk(stored: Buffer, key: Buffer, index: number, isLast: boolean): Buffer {
  const end = stored.length - tagLength
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index, isLast), { authTagLength: tagLength })
  decipher.setAAD(header)
  decipher.setAuthTag(stored.subarray(end))
  const piece = decipher.update(stored.subarray(0, end))
  try {
    decipher.final()
  } catch {
    throw new DamagedBlob(`its bytes from ${index * chunkSize} on were changed`)
  }
  return piece
}

async function readAt(file: FileHandle, offset: number, into: Buffer): Promise<Buffer> {
  for (let at = 0; at < into.length; ) {
    const { bytesRead } = await file.read(into, at, into.length - at, offset + at)
    if (bytesRead === 0) throw new DamagedBlob('it became shorter while it was read')
    at += bytesRead
  }
  return into
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at)
    at += bytesWritten
  }
}
