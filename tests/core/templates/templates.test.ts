import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, startWorkspace } from '../app.ts'
import { actAs, addMember } from '../team.ts'

let app: App & { personId: string }
beforeEach(async () => {
  app = await startWorkspace()
})
afterEach(() => app.close())

it('saves a changed template as its next version; reviews keep the one they were made from', async () => {
  const { id: incidentId } = await app.call('incidents.create', { title: 'Orders stopped' })
  const { id } = await app.call('reviews.create', { incidentId, templateId: 'near-miss' })
  const { markdown, version } = await app.call('templates.get', { id: 'near-miss' })
  const saved = await app.call('templates.save', {
    markdown: markdown.replace(/^name: .*$/m, 'name: Near miss, ours'),
    base: { id: 'near-miss', version },
  })
  expect(saved).toEqual({ id: 'near-miss', version: version + 1 })
  expect(await app.call('templates.get', { id: 'near-miss' })).toMatchObject({
    name: 'Near miss, ours',
    versions: [version + 1, version],
    builtIn: false,
    reviewCount: 1,
  })
  expect((await app.call('reviews.get', { id })).template).toMatchObject({ version })
})

it('keeps two people from saving over each other, and shows what the other one saved', async () => {
  const { markdown } = await app.call('templates.get', { id: 'near-miss' })
  const base = { id: 'near-miss', version: 1 }
  const first = markdown.replace(/^name: .*$/m, 'name: The first one')
  await app.call('templates.save', { markdown: first, base })
  const second = markdown.replace(/^name: .*$/m, 'name: The second one')
  expect(await app.refused('templates.save', { markdown: second, base })).toMatchObject({
    code: 'conflict',
    details: {
      version: 2,
      current: { name: 'The first one', markdown: expect.stringContaining('version: 2') },
    },
  })
  const answers = await Promise.all(
    ['A', 'B'].map((name) =>
      app.core.dispatch({
        method: 'templates.save',
        input: { markdown: first.replace(/^name: .*$/m, `name: ${name}`), base: { ...base, version: 2 } },
      }),
    ),
  )
  expect(answers.filter((one) => 'ok' in one)).toHaveLength(1)
  expect((await app.call('templates.get', { id: 'near-miss' })).versions).toEqual([3, 2, 1])
})

it('refuses a new template under the id of another, and takes a copy under its own', async () => {
  const { markdown } = await app.call('templates.get', { id: 'near-miss' })
  expect(await app.refused('templates.save', { markdown })).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('“Near miss”'),
  })
  const base = { id: 'near-miss', version: 1 }
  const other = markdown.replace(/^id: .*$/m, 'id: blameless-standard')
  expect((await app.refused('templates.save', { markdown: other, base })).code).toBe('conflict')
  const copy = markdown.replace(/^id: .*$/m, 'id: near-miss-ours')
  expect(await app.call('templates.save', { markdown: copy, base })).toEqual({
    id: 'near-miss-ours',
    version: 1,
  })
})

it('refuses a template that cannot be read, and says where', async () => {
  const refused = await app.refused('templates.save', { markdown: '---\nid: x\nname: [\n---\n' })
  expect(refused).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/line \d/i) })
  const responder = await addMember(app, 'Rolf Iversen', ['responder'])
  const { markdown } = await app.call('templates.get', { id: 'near-miss' })
  await actAs(app, responder)
  expect((await app.refused('templates.save', { markdown })).code).toBe('not-allowed')
})

it('refuses a version that it cannot count on', async () => {
  const { markdown } = await app.call('templates.get', { id: 'near-miss' })
  const quoted = markdown.replace(/^version: .*$/m, '"version": 7').replace('id: near-miss', 'id: ours')
  expect(await app.refused('templates.save', { markdown: quoted })).toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('“version: 1”'),
  })
})

it('makes a template of somebody’s own Markdown, for them to look at first', async () => {
  const path = join(app.folder, 'Ours.md')
  writeFileSync(
    path,
    '# Our review\n\n## What happened\n\nTell it in order.\n\n## What we learned\n\n### Sub\n\nTwo lines.\n',
  )
  const { ref } = await app.core.files.offer(path)
  const { markdown } = await app.call('templates.fromFile', { file: ref })
  expect(markdown).toContain('## What happened\n\nTell it in order.')
  expect((await app.call('templates.list', {})).some((one) => one.name === 'Our review')).toBe(false)
  expect(await app.call('templates.save', { markdown })).toMatchObject({ version: 1 })
})
