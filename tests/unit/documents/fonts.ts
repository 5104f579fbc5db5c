import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')

/** The fonts of documents, as a build collects them; at once where they are there already. */
export function collectFonts(): void {
  const done = spawnSync(process.execPath, ['build/fonts.mjs'], { cwd: root, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`The fonts could not be collected: ${done.stderr}`)
}
