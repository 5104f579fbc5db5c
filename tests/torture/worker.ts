import { startClient } from './client.ts'
import { type WorkName, works } from './works.ts'
import type { Built } from './workspaceOf.ts'

/** Works on a workspace until it is killed; a process of its own. Arguments: the work, its scratch folder, the workspace. */
const [name, scratch, told] = process.argv.slice(2) as [WorkName, string, string]
const built = JSON.parse(told) as Built
const client = await startClient(scratch)
try {
  await works[name]({
    client,
    built,
    scratch,
    async done(what) {
      const { rows } = await client.call('auditLog.list', { limit: 1 })
      process.stdout.write(`${what} #${rows[0]!.sequence}\n`)
    },
  })
} finally {
  await client.close()
}
