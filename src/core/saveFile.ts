import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AfterwordError } from '#shared/errors.ts'

const reasons: Record<string, string> = {
  ENOENT: 'the folder is not there',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'a folder has this name',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'the disk may only be read',
  ENOSPC: 'the disk is full',
}

const pieceBytes = 1024 * 1024

/**
 * Copies a file to where somebody wants to keep it, whole or not at all; answers the absolute path. An error, and an abort of
 * `signal`, leave nothing behind; what a killed process left there goes.
 * @throws AfterwordError `invalid-input` where the place cannot be written.
 */
export async function saveFile(source: string, path: string, signal?: AbortSignal): Promise<string> {
  const target = resolve(path)
  const part = `${target}.${process.pid}.part`
  try {
    await removeAbandoned(target)
    await pipeline(
      createReadStream(source, { highWaterMark: pieceBytes }),
      createWriteStream(part, { flags: 'wx', highWaterMark: pieceBytes, flush: true }),
      { signal },
    )
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true })
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
    if (!reason) throw error
    throw new AfterwordError('invalid-input', `${path} cannot be written: ${reason}.`)
  }
  return target
}

/** Removes the parts of this file whose process was killed; one that is being written has a process. */
async function removeAbandoned(target: string): Promise<void> {
  const prefix = `${basename(target)}.`
  for (const name of await readdir(dirname(target))) {
    const [, pid] = (name.startsWith(prefix) && /^(\d+)\.part$/.exec(name.slice(prefix.length))) || []
    if (pid && (Number(pid) === process.pid || !isRunning(Number(pid))))
      await rm(join(dirname(target), name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
