/** Run as a process of its own: exports a pack from a workspace and prints how long it took and its peak memory. */
import { join } from 'node:path'
import { keepCompiledCode } from '#core/compileCache.ts'
import { createCore } from '#core/core.ts'
import type { Job } from '#shared/contract/jobs.ts'

const order = JSON.parse(process.argv[2]!) as {
  folder: string
  workspace: string
  passphrase: string
  reviewId: string
  resources: string
}
const megabytes = (bytes: number) => Math.round(bytes / 1e6)

// as each shell does
keepCompiledCode(join(order.folder, 'settings'))
const core = await createCore({
  resources: order.resources,
  settings: join(order.folder, 'settings'),
})

async function call<T>(method: string, input: unknown): Promise<T> {
  const answer = await core.dispatch({ method, input })
  if ('error' in answer) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
  return answer.ok as T
}

await call('workspace.open', { path: order.workspace, passphrase: order.passphrase })
const idleMB = megabytes(process.memoryUsage.rss())
const start = performance.now()
const before = process.cpuUsage()
const { jobId } = await call<{ jobId: string }>('exports.create', {
  reviewId: order.reviewId,
  formats: ['pack'],
  passphrase: order.passphrase,
})
for (;;) {
  const job = await call<Job>('jobs.get', { id: jobId })
  if (job.state === 'done') break
  if (job.state !== 'running') throw new Error(JSON.stringify(job.error))
  await new Promise((wait) => setTimeout(wait, 10))
}
const milliseconds = performance.now() - start
const { user, system } = process.cpuUsage(before)
const peakMB = megabytes(process.resourceUsage().maxRSS * 1024)
console.log(JSON.stringify({ milliseconds, processorMs: (user + system) / 1000, idleMB, peakMB }))
await core.close()
