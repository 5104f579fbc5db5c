import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DocumentScope } from '#core/documents/build/scope.ts'
import { parseMarkdown } from '#core/documents/markdownReader.ts'
import { parsePostmortem } from '#core/imports/markdown/parsePostmortem.ts'
import { type App, startWorkspace } from './app.ts'

/** As much as some hundred pages: to read it takes long enough that a window would be seen to stand still. */
const paragraph =
  'The queue of **orders** stalled at _14:05_, since `worker-3` held a lock; see [there](https://example.org/1). '
const text = `# Outage of the queue\n\n## Summary\n\nThe queue stalled.\n\n## Background\n\n${`${paragraph.repeat(4)}\n\n- one\n- two\n\n`.repeat(500)}`

let app: App
let reviewId: string

beforeAll(async () => {
  app = await startWorkspace()
  // what a first call has to load is not what is measured
  await app.job(await importOf('small.md', '# Outage\n\n## Summary\n\nThe queue stalled.\n'))
})
afterAll(() => app.close())

async function importOf(name: string, content: string) {
  const path = join(app.folder, name)
  writeFileSync(path, content)
  const { ref } = await app.core.files.offer(path)
  return app.call('imports.run', { files: [ref], templateId: 'blameless-standard' })
}

/** Milliseconds that it takes on the thread of the one who asks. */
function blockingFor(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** How long the slowest of many short calls waited for its answer while a job ran, in milliseconds, and its result. */
async function slowestBeside(started: { jobId: string }): Promise<{ slowest: number; result: unknown }> {
  let slowest = 0
  let ended = false
  const job = app.job(started).finally(() => {
    ended = true
  })
  while (!ended) {
    const start = performance.now()
    await app.call('people.list', {})
    // a thread that is busy answers nobody, nor does it wake up in time
    await new Promise((wait) => setTimeout(wait, 1))
    slowest = Math.max(slowest, performance.now() - start)
  }
  return { slowest, result: await job }
}

describe('a short call of another window is answered', () => {
  it('while a large post-mortem is imported', async () => {
    const reading = blockingFor(() => parsePostmortem(Buffer.from(text), { fileName: 'large.md' }))
    const { slowest, result } = await slowestBeside(await importOf('large.md', text))
    const [file] = (result as { files: { outcome: string; reviewId: string }[] }).files
    expect(file?.outcome).toBe('created')
    reviewId = file!.reviewId
    expect(slowest).toBeLessThan(reading / 2)
  })

  it.each(['html', 'docx', 'pdf'] as const)('while a large review is set as %s', async (format) => {
    const building = blockingFor(() => parseMarkdown(text, new DocumentScope(), 'The section'))
    const preview = await app.call('exports.preview', { reviewId, format })
    const { slowest } = await slowestBeside(preview)
    expect(slowest).toBeLessThan(building / 2)
  })
})
