import { type FileHandle, open } from 'node:fs/promises'

const piece = 256 * 1024
const smallest = 4096

/**
 * Copies a file as far as the disk gives it: zeros stand for what cannot be read, so that all else keeps its place.
 * Answers how many bytes those are.
 */
export async function copyReadable(from: string, to: string): Promise<number> {
  const source = await open(from, 'r')
  try {
    const target = await open(to, 'wx', 0o600)
    try {
      const { size } = await source.stat()
      let lost = 0
      for (let at = 0; at < size; at += piece) {
        const length = Math.min(piece, size - at)
        const read = (await readAt(source, at, length)) ?? (await readInPieces(source, at, length))
        lost += read.lost
        await target.write(read.bytes, 0, length, at)
      }
      return lost
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

interface Read {
  bytes: Buffer
  lost: number
}

/** Undefined where the disk gives an error, or fewer bytes than there should be. */
async function readAt(file: FileHandle, at: number, length: number): Promise<Read | undefined> {
  const bytes = Buffer.alloc(length)
  const read = await file.read(bytes, 0, length, at).catch(() => undefined)
  return read?.bytesRead === length ? { bytes, lost: 0 } : undefined
}

async function readInPieces(file: FileHandle, at: number, length: number): Promise<Read> {
  const bytes = Buffer.alloc(length)
  let lost = 0
  for (let done = 0; done < length; done += smallest) {
    const wanted = Math.min(smallest, length - done)
    const read = await readAt(file, at + done, wanted)
    if (read) read.bytes.copy(bytes, done)
    else lost += wanted
  }
  return { bytes, lost }
}
