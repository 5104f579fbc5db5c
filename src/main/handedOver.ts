import { statSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { keyFileName } from '#core/workspace/keyFile.ts'
import type { HandedOver } from '#shared/shell/desktop.ts'

const maxPaths = 20

/** What a path that the system handed over is for; null where Afterword opens no such thing. */
export function kindOfPath(path: string): HandedOver['kind'] | null {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory())
    return statSync(join(path, keyFileName), { throwIfNoEntry: false })?.isFile() ? 'workspace' : null
  if (!found?.isFile()) return null
  const ending = extname(path).toLowerCase()
  if (ending === '.asice') return 'verify'
  return ending === '.afterword' ? 'restore' : null
}

/**
 * The paths among a command line's arguments that Afterword opens. Switches are Chromium's; the application's own folder,
 * which an unpackaged Electron is started with, is none of these.
 * @param folder where the command was given
 */
export function pathsOf(args: readonly string[], folder: string): string[] {
  return args
    .slice(1)
    .filter((arg) => !arg.startsWith('-'))
    .map((arg) => resolve(folder, arg))
    .filter((path) => kindOfPath(path) !== null)
    .slice(0, maxPaths)
}
