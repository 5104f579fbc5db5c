import { access, lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Lock, takeLock } from './workspace/lock.ts'

const lockName = 'temporary.lock'
/** A folder so young may be one that a process is about to lock. */
const settledMs = 1_000

/** A folder for this process's temporary files; it is locked, so that others see whether its process still is. */
export class TemporaryFolder {
  readonly path: string
  readonly #lock: Lock

  private constructor(path: string, lock: Lock) {
    this.path = path
    this.#lock = lock
  }

  static async make(): Promise<TemporaryFolder> {
    const path = await mkdtemp(join(tmpdir(), 'afterword-'))
    const lock = takeLock(join(path, lockName), new Date())
    if ('release' in lock) return new TemporaryFolder(path, lock)
    throw new Error(`${path} belongs to ${lock.heldBy}`)
  }

  async remove(): Promise<void> {
    this.#lock.release()
    await rm(this.path, { recursive: true, force: true })
  }
}

/** Removes the temporary folders of this user whose process ended without doing so: they may hold decrypted evidence. */
export async function removeAbandonedFolders(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    if (!/^afterword-\w{6}$/.test(name)) continue
    const path = join(tmpdir(), name)
    // What cannot be removed now is tried again at the next start.
    if (await isAbandoned(path).catch(() => false))
      await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const found = await lstat(path)
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return false
  if (Date.now() - found.mtimeMs < settledMs) return false
  // Its process ended before it could lock it.
  if ((await readdir(path)).length === 0) return true
  await access(join(path, lockName))
  const lock = takeLock(join(path, lockName), new Date())
  if (!('release' in lock)) return false
  lock.release()
  return true
}
