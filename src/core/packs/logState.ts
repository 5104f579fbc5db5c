import { leafHash, MerkleTree } from '#verifier/merkle.ts'
import type { Reader } from '../workspace/database.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { makeCheckpoint } from './checkpoint.ts'
import { type LogSigner, openLogKey } from './logKey.ts'
import { sha256 } from './sha256.ts'

const batch = 10_000

export interface LogState extends LogSigner {
  /** Over all events of the log, in their order. */
  tree: MerkleTree
  /** The state as a signed note (C2SP tlog-checkpoint). */
  checkpoint: string
}

/** The audit log as it is now, summed up and signed with its key. */
export async function signLogState(workspace: Workspace): Promise<LogState> {
  const signer = await openLogKey(workspace)
  const tree = await readLogTree(workspace.read)
  const { name: origin } = signer.logKey
  const checkpoint = makeCheckpoint({ origin, size: tree.size, root: tree.root() }, signer.privateKey)
  return { ...signer, tree, checkpoint }
}

/** The Merkle tree (RFC 9162, 2.1) over the texts of all events; 64 bytes of memory an event. */
export async function readLogTree(read: Reader): Promise<MerkleTree> {
  const tree = new MerkleTree(sha256)
  for (;;) {
    const rows = await read
      .selectFrom('auditEvent')
      .select('event')
      .where('sequence', '>', tree.size)
      .orderBy('sequence')
      .limit(batch)
      .execute()
    for (const { event } of rows) tree.append(leafHash(sha256, Buffer.from(event, 'utf8')))
    if (rows.length < batch) return tree
  }
}
