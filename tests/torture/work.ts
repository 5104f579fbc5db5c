import type { Member } from '../core/team.ts'
import { type Client, passphrase } from './client.ts'
import type { Built } from './workspaceOf.ts'

/** What a process needs that works until it is killed. */
export interface Work {
  client: Client
  built: Built
  /** A folder of this work's own, that outlives the process. */
  scratch: string
  /** Tells whoever kills that something is done. */
  done(what: string): Promise<void>
}

export async function open(
  client: Client,
  { workspace, facilitator }: Built,
  secret = passphrase,
): Promise<void> {
  await client.call('workspace.open', { path: workspace, passphrase: secret })
  await actAs(client, facilitator)
  process.stdout.write('ready\n')
}

export async function actAs(client: Client, { id, passphrase }: Member): Promise<void> {
  await client.call('workspace.actAs', { personId: id, passphrase })
}
