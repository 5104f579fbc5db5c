import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkName } from './works.ts'
import type { Built } from './workspaceOf.ts'

export interface Killed {
  /** What it said before it was killed, a line a step. */
  lines: string[]
  /** The last event of the log that it was told of; 0 where there was none. */
  lastEvent: number
  /** It ended by itself before it was killed. */
  ended: boolean
}

/** Temporary files of the worker stand below its scratch folder. */
export const temporaryOf = (scratch: string) => join(scratch, 'tmp')

/**
 * Lets a process work until it is ready, has done so many steps more and so many milliseconds have passed; then kills it.
 * @throws Error with what it wrote where it fails by itself.
 */
export function killAt(
  work: WorkName,
  scratch: string,
  built: Built,
  moment: { steps: number; ms: number },
): Promise<Killed> {
  mkdirSync(temporaryOf(scratch), { recursive: true })
  const script = join(import.meta.dirname, 'worker.ts')
  const worker = spawn(process.execPath, [script, work, scratch, JSON.stringify(built)], {
    env: {
      ...process.env,
      TMPDIR: temporaryOf(scratch),
      NODE_COMPILE_CACHE: join(tmpdir(), 'afterword-torture-code'),
    },
  })
  let out = ''
  let errors = ''
  let isDoomed = false
  worker.stderr.on('data', (text) => {
    errors += text
  })
  worker.stdout.on('data', (text) => {
    out += text
    if (isDoomed || out.split('\n').length - 2 < moment.steps) return
    isDoomed = true
    setTimeout(() => worker.kill('SIGKILL'), moment.ms)
  })
  return new Promise((done, fail) =>
    worker.on('exit', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0)
        return fail(new Error(`the process that works failed: ${errors}`))
      const lines = out.split('\n').slice(0, -1)
      const lastEvent = Math.max(0, ...lines.map((line) => Number(/#(\d+)$/.exec(line)?.[1] ?? 0)))
      done({ lines, lastEvent, ended: signal !== 'SIGKILL' })
    }),
  )
}
