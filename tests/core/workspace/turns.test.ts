import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, passphrase, startApp } from '../app.ts'
import { actAs, addMember } from '../team.ts'

let app: App
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app.close())

const workspace = (name: string) => ({
  path: join(app.folder, name),
  name,
  person: { name: 'Dana Vogt' },
  passphrase,
})

it('opens one workspace where two are asked for at once, and refuses the other', async () => {
  for (const name of ['One', 'Two']) {
    await app.call('workspace.create', workspace(name))
    await app.call('workspace.close', {})
  }
  const answers = await Promise.all(
    ['One', 'Two'].map((name) =>
      app.core.dispatch({ method: 'workspace.open', input: { path: join(app.folder, name), passphrase } }),
    ),
  )
  expect(answers).toMatchObject([{ ok: { name: 'One' } }, { error: { code: 'conflict' } }])
  await app.call('workspace.close', {})
  await app.call('workspace.open', { path: join(app.folder, 'Two'), passphrase })
})

it('finishes the commands that run before it closes, and writes none of them into the next workspace', async () => {
  await app.call('workspace.create', workspace('One'))
  const add = (name: string) => app.core.dispatch({ method: 'people.create', input: { name } })
  const running = ['Anna', 'Bo', 'Cleo'].map(add)
  const closing = app.call('workspace.close', {})
  const next = app.call('workspace.create', workspace('Two'))
  await new Promise(setImmediate)
  const late = await add('Late')
  expect(late).toMatchObject({ error: { code: 'not-allowed' } })
  expect((await Promise.all(running)).every((answer) => 'ok' in answer)).toBe(true)
  await closing
  await next
  expect((await app.call('people.list', {})).total).toBe(1)
  await app.call('workspace.close', {})
  await app.call('workspace.open', { path: join(app.folder, 'One'), passphrase })
  expect((await app.call('people.list', {})).total).toBe(4)
  expect(await app.call('auditLog.verify', {})).toMatchObject({ good: true })
})

it('notes what a job does for the person who began it, whoever acts meanwhile', async () => {
  const { person } = await app.call('workspace.create', workspace('One'))
  const lena = await addMember(app, 'Lena Moreau', ['engineering-lead'])
  const files: string[] = []
  for (let number = 0; number < 30; number++) {
    const path = join(app.folder, `${number}.md`)
    writeFileSync(path, `# Outage ${number}\n\n## Summary\n\nThe queue ${number} was full for an hour.\n`)
    files.push((await app.core.files.offer(path)).ref)
  }
  const started = await app.call('imports.run', { files })
  await actAs(app, lena)
  await app.job(started)
  const { rows, total } = await app.call('auditLog.list', { method: 'imports.run' })
  expect(total).toBe(30)
  expect(new Set(rows.map((event) => event.personId))).toEqual(new Set([person.id]))
  const { rows: reviews } = await app.call('reviews.list', {})
  for (const { id } of reviews)
    expect((await app.call('reviews.get', { id })).authors.map(({ name }) => name)).toEqual(['Dana Vogt'])
})

it('tells the result of a job to the person who began it, and to nobody else', async () => {
  const { person } = await app.call('workspace.create', workspace('One'))
  const lena = await addMember(app, 'Lena Moreau', ['engineering-lead'])
  const { jobId } = await app.call('evidence.checkAll', {})
  expect(await app.job({ jobId })).toMatchObject({ files: 0 })
  await actAs(app, lena)
  expect(await app.call('jobs.get', { id: jobId })).not.toHaveProperty('result')
  expect((await app.call('jobs.list', {}))[0]).not.toHaveProperty('result')
  await actAs(app, { id: person.id, passphrase })
  expect((await app.call('jobs.list', {}))[0]).toHaveProperty('result')
})

it('ends a job that a call begins while the workspace closes', async () => {
  await app.call('workspace.create', workspace('One'))
  const began = [1, 2, 3].map(() => app.core.dispatch({ method: 'evidence.checkAll', input: {} }))
  await app.call('workspace.close', {})
  expect((await Promise.all(began)).every((answer) => 'ok' in answer)).toBe(true)
  const jobs = await app.call('jobs.list', {})
  expect(jobs.filter(({ state }) => state === 'running')).toEqual([])
  for (const { error } of jobs) expect(error?.code ?? 'cancelled').toBe('cancelled')
})

it('ends after what is under way, also a workspace that is just being opened', async () => {
  await app.call('workspace.create', workspace('One'))
  const path = join(app.folder, 'One')
  const running = app.core.dispatch({ method: 'people.create', input: { name: 'Anna' } })
  await app.core.close()
  expect(await running).toHaveProperty('ok')
  const again = await startApp()
  try {
    const opening = again.core.dispatch({ method: 'workspace.open', input: { path, passphrase } })
    await again.core.close()
    expect(await opening).toHaveProperty('ok')
  } finally {
    await again.close()
  }
  app = await startApp()
  await app.call('workspace.open', { path, passphrase })
  expect((await app.call('people.list', {})).total).toBe(2)
})
