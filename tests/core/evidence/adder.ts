import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCore } from '#core/core.ts'
import { passphrase } from '../app.ts'

/** Adds files to a review until it is killed; says of each that it was added. Run as a process of its own. */
const [workspace, reviewId, scratch, resources] = process.argv.slice(2) as [string, string, string, string]
const core = await createCore({ resources, settings: join(scratch, 'settings') })
const call = async (method: string, input: unknown) => {
  const answer = await core.dispatch({ method, input })
  if ('error' in answer) throw new Error(answer.error.message)
  return answer.ok as Record<string, string>
}
await call('workspace.open', { path: workspace, passphrase })
for (let n = 0; ; n++) {
  const path = join(scratch, `file ${n % 10}.bin`)
  writeFileSync(path, randomBytes(n % 3 === 0 ? 3_000_000 : 20_000))
  const { ref } = await core.files.offer(path)
  const added = await call('evidence.add', { reviewId, file: ref })
  process.stdout.write(`${added.number} ${added.sha256}\n`)
}
