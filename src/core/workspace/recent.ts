import { access, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { keyFileName } from './keyFile.ts'

const recentFile = z.array(
  z.object({ path: z.string().max(4_000), name: z.string().max(300), openedAt: z.iso.datetime() }),
)
export type Recent = z.infer<typeof recentFile>[number]

const kept = 12
const fileOf = (settings: string) => join(settings, 'recent.json')

/** The workspaces that were opened on this computer, the last first. A file that cannot be read counts as none. */
export async function recentWorkspaces(settings: string): Promise<(Recent & { present: boolean })[]> {
  const known = await read(settings)
  return Promise.all(
    known.map(async (one) => ({
      ...one,
      present: await access(join(one.path, keyFileName)).then(
        () => true,
        () => false,
      ),
    })),
  )
}

export async function remember(settings: string, opened: Recent): Promise<void> {
  const others = (await read(settings)).filter((one) => one.path !== opened.path)
  await write(settings, [opened, ...others].slice(0, kept))
}

export async function forget(settings: string, path: string): Promise<void> {
  await write(
    settings,
    (await read(settings)).filter((one) => one.path !== path),
  )
}

async function read(settings: string): Promise<Recent[]> {
  try {
    return recentFile.parse(JSON.parse(await readFile(fileOf(settings), 'utf8')))
  } catch {
    return []
  }
}

async function write(settings: string, recent: Recent[]): Promise<void> {
  await writeFile(`${fileOf(settings)}.new`, JSON.stringify(recent, null, 2))
  await rename(`${fileOf(settings)}.new`, fileOf(settings))
}
