import { spawn } from 'node:child_process'
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FileExchange } from '#core/files.ts'
import { removeAbandonedFolders } from '#core/temporaryFolder.ts'
import { startWorld, type World } from './evidence/world.ts'

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

it('evidence that was looked at is gone from the disk when the workspace closes', async () => {
  const { id } = await world.add(world.file('a.txt', 'a secret'))
  const { file } = await world.call('evidence.open', { id })
  const { path } = world.core.files.get(file.ref)
  expect(existsSync(path)).toBe(true)
  const chosen = await world.core.files.offer(world.file('b.txt', 'b'))
  await world.call('workspace.close', {})
  expect(existsSync(dirname(dirname(path)))).toBe(false)
  expect(() => world.core.files.get(file.ref)).toThrow('no longer at hand')
  // A file of somebody's own stays as it was, and chosen.
  expect(world.core.files.get(chosen.ref).name).toBe('b.txt')
})

it('what passes through stays while it is asked for, and not longer', async () => {
  const files = new FileExchange({ unusedMs: 2_000 })
  try {
    const path = await files.passingPath('upload')
    writeFileSync(path, 'a secret')
    const { ref } = await files.offer(path, 'notes.txt')
    const kept = await files.temporaryPath('pack.asice')
    writeFileSync(kept, 'a pack')
    const pack = await files.offer(kept)
    for (let n = 0; n < 3; n++) {
      await new Promise((wait) => setTimeout(wait, 800))
      expect(files.get(ref).name).toBe('notes.txt')
    }
    await expect.poll(() => existsSync(dirname(path)), { timeout: 20_000 }).toBe(false)
    expect(() => files.get(ref)).toThrow('no longer at hand')
    expect(files.get(pack.ref).path).toBe(kept)
  } finally {
    await files.close()
  }
})

it('the next start removes what a killed process had decrypted', async () => {
  const module = resolve(import.meta.dirname, '../../src/core/files.ts')
  const script = `
    const { FileExchange } = await import(${JSON.stringify(module)})
    const { writeFileSync } = await import('node:fs')
    const path = await new FileExchange().passingPath('a.txt')
    writeFileSync(path, 'a secret')
    process.stdout.write(path + '\\n')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: world.folder },
    cwd: resolve(import.meta.dirname, '../..'),
  })
  const path = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (text) => done(String(text).trim()))
    child.once('exit', () => fail(new Error('it ended by itself')))
  })
  child.removeAllListeners('exit')
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await ended
  expect(existsSync(path)).toBe(true)
  const folder = dirname(dirname(path))
  const long = new Date(Date.now() - 60_000)
  utimesSync(folder, long, long)
  const before = process.env.TMPDIR
  process.env.TMPDIR = world.folder
  try {
    await removeAbandonedFolders()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  expect(existsSync(folder)).toBe(false)
  expect(readdirSync(join(world.folder, 'inbox'))).toEqual([])
})
