import { createHash } from 'node:crypto'
import { open, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { FileExchange } from '../files.ts'
import { safeFileName } from '../packs/fileNames.ts'

/** The temporary files of one export: kept when all is done, removed when it is not. */
export class WorkFiles {
  readonly #files: FileExchange
  readonly #paths: string[] = []

  constructor(files: FileExchange) {
    this.#files = files
  }

  async path(name: string): Promise<string> {
    const path = await this.#files.temporaryPath(safeFileName(name))
    this.#paths.push(path)
    return path
  }

  async write(name: string, bytes: Uint8Array | string): Promise<string> {
    const path = await this.path(name)
    await writeFile(path, bytes)
    return path
  }

  /** Removes all of them, or all but some. */
  async remove(except: readonly string[] = []): Promise<void> {
    for (const path of this.#paths.filter((one) => !except.includes(one)))
      await rm(dirname(path), { recursive: true, force: true })
  }
}

/** Size and SHA-256 (lower-case hex) of a file. */
export async function measure(path: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(2 ** 20)
  const file = await open(path, 'r')
  try {
    let size = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, size)
      if (bytesRead === 0) return { size, sha256: hash.digest('hex') }
      hash.update(buffer.subarray(0, bytesRead))
      size += bytesRead
    }
  } finally {
    await file.close()
  }
}
