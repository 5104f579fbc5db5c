import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'

/**
 * Writes a file as a whole or not at all: into a temporary one beside it, flushed and renamed when `fill` is done. A
 * full disk, an error or a cancel leaves what was there before.
 */
export async function writeWholeFile<T>(
  path: string,
  fill: (file: FileHandle) => Promise<T>,
  { isDurable = true } = {},
): Promise<T> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`
  const file = await open(temporary, 'wx+', 0o600)
  try {
    const result = await fill(file)
    if (isDurable) await file.sync()
    await file.close()
    await rename(temporary, path)
    return result
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(temporary, { force: true })
    throw error
  }
}
