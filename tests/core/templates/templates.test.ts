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

it('refuses a template that cannot be read, and says where', async () => {
  const refused = await app.refused('templates.save', { markdown: '---\nid: x\nname: [\n---\n' })
  expect(refused).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/line \d/i) })
  const responder = await addMember(app, 'Rolf Iversen', ['responder'])
  const { markdown } = await app.call('templates.get', { id: 'near-miss' })
  await actAs(app, responder)
  expect((await app.refused('templates.save', { markdown })).code).toBe('not-allowed')
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
