import { mkdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { saveFile } from '#core/saveFile.ts'
import type { OfferedFile } from '#shared/contract/common.ts'
import { note } from './output.ts'
import type { Session } from './session.ts'

/**
 * Keeps what the core offers at a path, whole or not at all; that a file there was replaced is said. An error, and the end
 * of the session, leave nothing else behind; what a killed process left there goes.
 */
export function keep(session: Session, file: OfferedFile, path: string): Promise<string> {
  return session.untilDone(save(session, file, path))
}

async function save(session: Session, file: OfferedFile, path: string): Promise<string> {
  const isThere = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
  const target = await saveFile(session.core.files.get(file.ref).path, path, session.ending)
  if (isThere) note(`${path} was there already and was replaced.`)
  return target
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
