/**
 * Run as a process of its own, with a time zone and a language of its own: opens a workspace, exports a review, and
 * leaves the files in a folder. Arguments as JSON.
 */
import { copyFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createCore } from '#core/core.ts'
import type { ExportResult } from '#shared/contract/exports.ts'
import type { Job } from '#shared/contract/jobs.ts'

interface Order {
  workspace: string
  passphrase: string
  person: { id: string; passphrase: string }
  reviewId: string
  now: string
  out: string
}

const order = JSON.parse(process.argv[2]!) as Order
const core = await createCore({
  resources: resolve(import.meta.dirname, '../../resources'),
  settings: join(order.out, 'settings'),
  now: () => new Date(order.now),
})

async function call(method: string, input: unknown): Promise<unknown> {
  const answer = await core.dispatch({ method, input })
  if ('error' in answer) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
  return answer.ok
}

await call('workspace.open', { path: order.workspace, passphrase: order.passphrase })
await call('workspace.actAs', { personId: order.person.id, passphrase: order.person.passphrase })
const { jobId } = (await call('exports.create', {
  reviewId: order.reviewId,
  formats: ['pack', 'pdf', 'docx'],
  passphrase: order.person.passphrase,
})) as { jobId: string }
for (;;) {
  const job = (await call('jobs.get', { id: jobId })) as Job
  if (job.state === 'done') {
    for (const { file } of (job.result as ExportResult).files)
      copyFileSync(core.files.get(file.ref).path, join(order.out, file.name))
    break
  }
  if (job.state !== 'running') throw new Error(JSON.stringify(job.error))
  await new Promise((wait) => setTimeout(wait, 20))
}
await core.close()
