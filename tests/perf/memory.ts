import { readdirSync, readFileSync } from 'node:fs'
import type { Started } from './shells.ts'

const restMs = 3_000

/**
 * Proportional memory (PSS: shared pages by their share) of the core's process, and of all other processes of the shell
 * together, after some seconds at rest. Linux alone tells it.
 */
export async function residentMiB(started: Started): Promise<{ window: number; core: number }> {
  await new Promise((done) => setTimeout(done, restMs))
  const sums = { window: 0, core: 0 }
  if (process.platform !== 'linux') return sums
  const family = familyOf(started.pid)
  for (const pid of family) {
    const text = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8')
    const kibibytes = Number(/^Pss:\s+(\d+)/m.exec(text('smaps_rollup'))?.[1] ?? 0)
    sums[/coreProcess|server\.js/.test(text('cmdline')) ? 'core' : 'window'] += kibibytes / 1024
  }
  return { window: Math.round(sums.window), core: Math.round(sums.core) }
}

function familyOf(first: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name))
      try {
        const status = readFileSync(`/proc/${name}/stat`, 'utf8')
        parents.set(Number(name), Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]))
      } catch {
        // It ended meanwhile.
      }
  const isOfFamily = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === first || isOfFamily(parents.get(pid)))
  return [...parents.keys()].filter(isOfFamily)
}
