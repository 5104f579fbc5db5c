import { formatDay } from '#shared/domain/days.ts'
import {
  CheckpointError,
  parseCheckpoint,
  type SignedCheckpoint,
  verifyCheckpoint,
} from '#verifier/checkpoint.ts'
import { type MerkleTree, verifyConsistency } from '#verifier/merkle.ts'
import { openLogKey } from '../packs/logKey.ts'
import { sha256 } from '../packs/sha256.ts'
import type { Reader } from '../workspace/database.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** A state of the log that was signed once, and must be one that the log went through. */
export interface KeptState {
  /** Signed note (C2SP tlog-checkpoint). */
  checkpoint: string
  /** Which state it is: “when P-7K3M-9QXA was exported on 20 Nov 2026”. */
  when: string
}

/** The states that stand with the packs that were exported, the earliest first. */
export async function keptStates(read: Reader): Promise<KeptState[]> {
  const rows = await read
    .selectFrom('exported')
    .select(['packId', 'at', 'checkpoint'])
    .where('format', '=', 'pack')
    .orderBy('at')
    .execute()
  return rows.map(({ packId, at, checkpoint }) => ({ checkpoint, when: whenExported(packId, at) }))
}

export function whenExported(packId: string, at: string): string {
  return `when ${packId} was exported on ${formatDay(at)}`
}

/**
 * Why the log cannot have grown from a state that was kept, as a sentence that says what it means; undefined where it
 * has: the state was signed with the log's key, and the consistency with it is proven (RFC 9162, 2.1.4).
 */
export async function problemOfKept(
  workspace: Workspace,
  tree: MerkleTree,
  { checkpoint: note, when }: KeptState,
): Promise<string | undefined> {
  let signed: SignedCheckpoint
  try {
    signed = parseCheckpoint(note)
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error
    return `The state of the log ${when} cannot be read: ${error.message}.`
  }
  const { logKey } = await openLogKey(workspace)
  const { origin, size, root } = signed.checkpoint
  if (origin !== logKey.name) return `The state of the log ${when} is of another log, “${origin}”.`
  if (!(await verifyCheckpoint(sha256, signed, logKey)))
    return `The state of the log ${when} was not signed with the key of this log.`
  if (size > tree.size)
    return `The log had ${size} events ${when}; now it has ${tree.size}. It was taken back to an earlier state, as by an older backup in place of the workspace: what happened in between is lost here, and packs from then will not agree with this log.`
  const later = { size: tree.size, root: tree.root() }
  if (verifyConsistency(sha256, { earlier: { size, root }, later, path: tree.consistencyProof(size) }))
    return undefined
  return `The first ${size} events of the log are not those that stood there ${when}. It was rewritten, or it went on from an older backup that lacked some of them: packs from then will not agree with this log.`
}
