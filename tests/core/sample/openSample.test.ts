import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, startApp } from '../app.ts'

let app: App
let settings: string
beforeEach(async () => {
  app = await startApp()
  settings = join(app.folder, 'settings')
})
afterEach(() => app.close())

it('is shown when it is whole, and not before', { timeout: 120_000 }, async () => {
  let isMade = false
  const opened = app.call('workspace.openSample', {}).finally(() => {
    isMade = true
  })
  let looks = 0
  for (; !isMade; looks++) {
    const { open } = await app.call('workspace.state', {})
    if (open && !isMade) expect((await app.call('reviews.list', {})).total).toBe(3)
    await new Promise((wait) => setTimeout(wait, 10))
  }
  expect(looks).toBeGreaterThan(5)
  const { path, person } = await opened
  expect(person.name).toBe('Mira Lindqvist')
  expect((await app.call('reviews.list', {})).total).toBe(3)
  expect(await app.call('workspace.recent', {})).toMatchObject([{ path }])
  expect(readdirSync(settings).filter((name) => name.includes('making'))).toEqual([])
  // What somebody changes in it is there the next time.
  await app.call('incidents.create', { title: 'One of mine' })
  await app.call('workspace.close', {})
  await app.call('workspace.openSample', {})
  expect((await app.call('incidents.list', { search: 'One of mine' })).total).toBe(1)
})

it('leaves nothing half made where its process is killed', { timeout: 120_000 }, async () => {
  const script = `
    const { createCore } = await import(${JSON.stringify(resolve(import.meta.dirname, '../../../src/core/core.ts'))})
    const core = await createCore(${JSON.stringify({ resources: resolve(import.meta.dirname, '../../../resources'), settings })})
    await core.dispatch({ method: 'workspace.openSample', input: {} })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: resolve(import.meta.dirname, '../../..'),
  })
  const ended = new Promise((done) => child.once('exit', done))
  const half = join(settings, 'sample in the making', 'workspace')
  await expect.poll(() => existsSync(join(half, 'workspace.json')), { timeout: 60_000 }).toBe(true)
  child.kill('SIGKILL')
  await ended
  expect(existsSync(join(settings, 'sample workspace'))).toBe(false)
  // Nor does a folder that is no workspace stand in its way.
  mkdirSync(join(settings, 'sample workspace', 'evidence'), { recursive: true })
  writeFileSync(join(settings, 'sample workspace', 'workspace.db'), '')
  await app.call('workspace.openSample', {})
  expect((await app.call('reviews.list', {})).total).toBe(3)
  expect(existsSync(half)).toBe(false)
})
