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
