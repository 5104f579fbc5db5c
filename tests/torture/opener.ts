import { passphrase, Refused, startClient } from './client.ts'

/** Opens a workspace, says how that went, and keeps it open until it is killed. A process of its own. */
const [workspace, settings] = process.argv.slice(2) as [string, string]
const client = await startClient(settings)
try {
  await client.call('workspace.open', { path: workspace, passphrase })
  process.stdout.write('opened\n')
} catch (error) {
  if (!(error instanceof Refused)) throw error
  process.stdout.write(`${error.answer.code}: ${error.answer.message}\n`)
}
setInterval(() => {}, 60_000)
