import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AfterwordError } from '#shared/errors.ts'
import type { CoreOptions } from '../core.ts'
import { takeLock } from '../workspace/lock.ts'
import { buildSample } from './buildSample.ts'
import { callThrough } from './client.ts'
import { SampleClock } from './clock.ts'
import { firstPerson, sampleName, samplePassphrase } from './people.ts'

/**
 * Makes the sample workspace at `path`: aside, in an application of its own, so that nobody sees it half made, and moved
 * to its place when it is whole. What a crash leaves aside is removed the next time.
 * @throws AfterwordError `locked` where another process is making it.
 */
export async function makeSample(options: CoreOptions, path: string): Promise<void> {
  const { settings, resources } = options
  const lock = takeLock(join(settings, 'sample.lock'), new Date())
  if ('heldBy' in lock)
    throw new AfterwordError(
      'locked',
      `The sample is being made just now, by ${lock.heldBy}. Try again in a moment.`,
    )
  const aside = join(settings, 'sample in the making')
  try {
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside)
    const workspace = join(aside, 'workspace')
    await build({ ...options, settings: join(aside, 'settings') }, workspace, resources)
    await rm(path, { recursive: true, force: true })
    await rename(workspace, path)
  } finally {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined)
    lock.release()
  }
}

async function build(options: CoreOptions, path: string, resources: string): Promise<void> {
  const clock = new SampleClock(() => options.now?.() ?? new Date())
  const { createCore } = await import('../core.ts')
  const core = await createCore({ ...options, now: clock.now })
  try {
    const door = { dispatch: core.dispatch, offer: (file: string) => core.files.offer(file), clock }
    const { name, email } = firstPerson
    const person = { name, email }
    await callThrough(door, 'workspace.create', {
      path,
      passphrase: samplePassphrase,
      name: sampleName,
      person,
    })
    await buildSample({ ...door, resources })
  } finally {
    await core.close()
  }
}
