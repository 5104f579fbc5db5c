import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { OfferedFile } from '#shared/contract/common.ts'
import { AfterwordError } from '#shared/errors.ts'
import { note } from './output.ts'
import type { Session } from './session.ts'

const reasons: Record<string, string> = {
  ENOENT: 'the folder is not there',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'a folder has this name',
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'the disk may only be read',
  ENOSPC: 'the disk is full',
}

/**
 * Keeps what the core offers at a path, whole or not at all; that a file there was replaced is said. An error, and the end
 * of the session, leave nothing else behind; what a killed process left there goes.
 */
export function keep(session: Session, file: OfferedFile, path: string): Promise<string> {
  return session.untilDone(copyTo(session, file, path))
}

const pieceBytes = 1024 * 1024

async function copyTo(session: Session, file: OfferedFile, path: string): Promise<string> {
  const target = resolve(path)
  const part = `${target}.${process.pid}.part`
  try {
    await removeAbandoned(target)
    await pipeline(
      createReadStream(session.core.files.get(file.ref).path, { highWaterMark: pieceBytes }),
      createWriteStream(part, { flags: 'wx', highWaterMark: pieceBytes, flush: true }),
      { signal: session.ending },
    )
    const isThere = await stat(target).then(
      (found) => found.isFile(),
      () => false,
    )
    await rename(part, target)
    if (isThere) note(`${path} was there already and was replaced.`)
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

/** Keeps files under their own names in a folder; names that are taken get a number. */
export async function keepAll(
  session: Session,
  files: readonly OfferedFile[],
  folder: string,
): Promise<Map<string, string>> {
  await mkdir(folder, { recursive: true })
  const taken = new Set<string>()
  const paths = new Map<string, string>()
  for (const file of files) {
    const name = basename(file.name)
    let free = name
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${number} ${name}`
    taken.add(free.toLowerCase())
    paths.set(file.ref, await keep(session, file, join(folder, free)))
  }
  return paths
}

/** Every file that an answer offers, wherever in it. */
export function offeredIn(answer: unknown): OfferedFile[] {
  if (Array.isArray(answer)) return answer.flatMap(offeredIn)
  if (answer === null || typeof answer !== 'object') return []
  if (isOffered(answer)) return [answer]
  return Object.values(answer).flatMap(offeredIn)
}

function isOffered(value: object): value is OfferedFile {
  return 'ref' in value && 'name' in value && 'mediaType' in value && 'size' in value
}

/** Makes the named files known to the core, all before anything is done with one. */
export async function offerAll(session: Session, paths: readonly string[]): Promise<OfferedFile[]> {
  const files: OfferedFile[] = []
  for (const path of paths) files.push(await session.core.files.offer(resolve(path)))
  return files
}
