import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { keyFileName } from './keyFile.ts'
import { schemaName } from './schemaCopy.ts'

/** Stands in a folder in which a workspace is being made, until its key file is there. */
export const creatingName = 'workspace.creating'

/**
 * Removes what a process that was killed left in a workspace's folder: files that were not finished. Whoever calls has
 * the lock, so that nobody is at work on them.
 */
export function removeLeftovers(folder: string): void {
  const isFinished = existsSync(join(folder, keyFileName))
  for (const name of readdirSync(folder)) {
    const isLeft =
      name === `${keyFileName}.new` ||
      name === `${schemaName}.new` ||
      /^workspace-before-\w+\.db\.part/.test(name) ||
      (name === creatingName && isFinished)
    if (isLeft) rmSync(join(folder, name))
  }
  const evidence = join(folder, 'evidence')
  for (const name of existsSync(evidence) ? readdirSync(evidence) : [])
    if (/^[0-9a-f]{24}\.part$/.test(name)) rmSync(join(evidence, name))
}
