import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ImportReport } from '#shared/contract/imports.ts'
import { sharedFolder } from '../../shared.ts'
import { type App, startWorkspace } from '../app.ts'

const shared = sharedFolder()
const absent = !shared
if (absent) console.warn('Skipped: the post-mortems of others are not on this machine.')

let app: App & { personId: string }
beforeEach(async () => {
  app = await startWorkspace()
})
afterEach(() => app.close())

async function run(paths: string[], zone?: string): Promise<ImportReport> {
  const files: string[] = []
  for (const path of paths) files.push((await app.core.files.offer(path)).ref)
  return (await app.job(await app.call('imports.run', { files, ...(zone ? { zone } : {}) }))) as ImportReport
}

function write(name: string, text: string | Uint8Array): string {
  const path = join(app.folder, name)
  writeFileSync(path, text)
  return path
}

const postmortem = `---
title: Checkout was down
severity: sev1
services: [Checkout]
---
# Checkout was down

## Summary
Orders could not be placed for half an hour.

## Timeline
All times in UTC.

| Time | What |
| --- | --- |
| 2026-11-03 10:00 | A deploy began |
| 2026-11-03 10:20 | Orders stopped |
| 10:45~ | Rolled back |

## Contributing factors
- The migration locked a table

## Action items
- [ ] Run migrations without locks (Dana Vogt, 2026-12-01)

## What surprised us
The lock was not visible on any dashboard.
`

it('makes a review of a post-mortem: fields of what is understood, the rest word for word', async () => {
  const report = await run([write('checkout.md', postmortem)])
  expect(report).toMatchObject({ created: 1, rejected: 0 })
  const [file] = report.files
  const review = await app.call('reviews.get', { id: file!.reviewId! })
  expect(review).toMatchObject({ title: 'Checkout was down', state: 'draft', severity: 'SEV-1' })
  expect(review.incident.services.map((one) => one.name)).toEqual(['Checkout'])
  const own = review.sections.find((one) => one.title === 'What surprised us')
  expect(own?.markdown).toBe('The lock was not visible on any dashboard.')
  expect(review.sections.find((one) => one.id === 'summary')?.markdown).toContain('half an hour')
  const timeline = await app.call('timeline.list', { reviewId: review.id })
  expect(timeline.map((one) => one.text)).toEqual(['A deploy began', 'Orders stopped', 'Rolled back'])
  expect(await app.call('factors.list', { reviewId: review.id })).toHaveLength(1)
})

it('keeps the original file as evidence, and adds nothing the second time', async () => {
  const path = write('checkout.md', postmortem)
  const [file] = (await run([path])).files
  const [exhibit] = await app.call('evidence.ofReview', { reviewId: file!.reviewId! })
  expect(exhibit).toMatchObject({ number: 'EX-0001', fileName: 'checkout.md', size: postmortem.length })
  const again = await run([path, write('a copy.md', postmortem)])
  expect(again).toMatchObject({ created: 0, unchanged: 2 })
  expect(again.files[0]?.reason).toContain(file!.reviewKey!)
  expect((await app.call('reviews.list', {})).total).toBe(1)
})

it('goes on after a file that it cannot read, and names it', async () => {
  const report = await run([
    write('binary.md', Uint8Array.of(0, 1, 2, 255, 0, 7)),
    write('large.md', 'x'.repeat(6 * 1024 * 1024)),
    write('notes.md', 'Just some words.'),
    write('checkout.md', postmortem),
  ])
  expect(report).toMatchObject({ created: 1, rejected: 2, skipped: 1 })
  expect(report.files.slice(0, 3).every((one) => one.reason.length > 20)).toBe(true)
})

it('imports the others where one is gone by the time it is read, and twice nothing where two imports meet', async () => {
  const [gone, there] = [write('gone.md', '# Gone\n'), write('checkout.md', postmortem)]
  const refs = [(await app.core.files.offer(gone)).ref, (await app.core.files.offer(there)).ref]
  rmSync(gone)
  const started = await Promise.all([1, 2].map(() => app.call('imports.run', { files: refs })))
  const reports = (await Promise.all(started.map((one) => app.job(one)))) as ImportReport[]
  expect(reports.every(({ files }) => files[0]?.outcome === 'rejected')).toBe(true)
  expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(1)
  expect((await app.call('reviews.list', {})).total).toBe(1)
})

it('says what stays of an import that was cancelled', async () => {
  const files: string[] = []
  for (let number = 0; number < 60; number++) {
    const path = write(`${number}.md`, `# Outage ${number}\n\n## Summary\n\nQueue ${number} was full.\n`)
    files.push((await app.core.files.offer(path)).ref)
  }
  const { jobId } = await app.call('imports.run', { files })
  while ((await app.call('reviews.list', {})).total === 0) await new Promise((wait) => setTimeout(wait, 5))
  await app.call('jobs.cancel', { id: jobId })
  await expect(app.job({ jobId })).rejects.toThrow(/cancelled; the \d+ that became reviews stay/)
})

it('logs each import as one event that holds', async () => {
  await run([write('checkout.md', postmortem)])
  const [event] = (await app.call('auditLog.list', { method: 'imports.run' })).rows
  expect(event?.sentence).toBe('Imported “checkout.md”')
  expect((await app.call('auditLog.verify', {})).good).toBe(true)
})

it.skipIf(absent)('makes 23 reviews of the real files, knows the template, and nothing twice', async () => {
  const folder = join(shared ?? '', 'fixtures/post-mortems-dfds')
  const paths = readdirSync(folder).map((name) => join(folder, name))
  const report = await run(paths)
  expect(report).toMatchObject({ created: 23, rejected: 0, templates: 1, skipped: 1 })
  const template = report.files.find((one) => one.outcome === 'template')?.templateMarkdown
  expect(await app.call('templates.save', { markdown: template! })).toMatchObject({ version: 1 })
  expect(await run(paths)).toMatchObject({ created: 0, unchanged: 23 })
  expect((await app.call('auditLog.verify', {})).good).toBe(true)
})

it('makes one review of a file that is imported several times at once', async () => {
  const path = write('checkout.md', postmortem)
  const reports = await Promise.all([run([path]), run([path]), run([path])])
  expect(reports.map((one) => one.created + one.unchanged)).toEqual([1, 1, 1])
  expect(reports.reduce((sum, one) => sum + one.created, 0)).toBe(1)
  expect((await app.call('reviews.list', {})).total).toBe(1)
})
