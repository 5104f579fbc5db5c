import { open } from 'node:fs/promises'
import type { ByteSource } from '#verifier/byteSource.ts'

/** A file to be read at any place; close it at the end. Rejects as `node:fs` does if it cannot be opened. */
export async function openFileSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  const file = await open(path, 'r')
  const { size } = await file.stat()
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length; ) {
        const { bytesRead } = await file.read(bytes, at, length - at, offset + at)
        if (bytesRead === 0) throw new RangeError('the file is shorter than it was')
        at += bytesRead
      }
      return bytes
    },
    close: () => file.close(),
  }
}
