import { leafHash, MerkleTree } from '#verifier/merkle.ts'
import { sha256 } from '../packs/sha256.ts'
import type { Reader } from '../workspace/database.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { type AuditEvent, firstHash, jcs, sha256Hex } from './append.ts'
import { type KeptState, keptStates, problemOfKept, whenExported } from './kept.ts'
import { SubjectCheck } from './subjectCheck.ts'

const batch = 5_000
const MAX_PROBLEMS = 20

export interface LogReport {
  events: number
  /** Root of the Merkle tree (RFC 9162, 2.1) over all events, hexadecimal. */
  root: string
  /** Sentences, at most 20. */
  problems: string[]
}

/**
 * Reads every event and tells what was altered, removed or reordered; whether each event stands in the history of what
 * it is about, and nothing else does; and whether the log only grew since each state that was kept with an export.
 * `given` is a state (C2SP tlog-checkpoint) that was kept elsewhere.
 */
export async function verifyLog(workspace: Workspace, given = ''): Promise<LogReport> {
  const { read } = workspace
  const { tree, problems, kept } = await readLog(read)
  const elsewhere = given === '' ? [] : [{ checkpoint: given, when: 'when the given checkpoint was signed' }]
  const states = [...elsewhere, ...(await keptStates(read)), ...kept]
  const seen = new Set<string>()
  for (const state of states) {
    if (problems.length >= MAX_PROBLEMS) break
    if (seen.has(state.checkpoint)) continue
    seen.add(state.checkpoint)
    const problem = await problemOfKept(workspace, tree, state)
    if (problem !== undefined) problems.push(problem)
  }
  const root = Buffer.from(tree.root()).toString('hex')
  return { events: tree.size, root, problems: problems.slice(0, MAX_PROBLEMS) }
}

interface LogReading {
  tree: MerkleTree
  problems: string[]
  /** The states that the log's own events of exports tell of. */
  kept: KeptState[]
}

async function readLog(read: Reader): Promise<LogReading> {
  const tree = new MerkleTree(sha256)
  const subjects = new SubjectCheck(read)
  const problems: string[] = []
  const kept: KeptState[] = []
  let previous = firstHash
  let last = 0
  for (;;) {
    const rows = await read
      .selectFrom('auditEvent')
      .select(['sequence', 'event', 'payload', 'hash'])
      .where('sequence', '>', last)
      .orderBy('sequence')
      .limit(batch)
      .execute()
    for (const row of rows) {
      if (row.sequence !== last + 1) problems.push(`Event ${last + 1} is missing.`)
      const found = examine(row, previous)
      if (typeof found === 'string') problems.push(found)
      else {
        subjects.expect(found)
        kept.push(...stateOfExport(found, row.payload))
      }
      tree.append(leafHash(sha256, Buffer.from(row.event, 'utf8')))
      previous = row.hash
      last = row.sequence
      if (problems.length >= MAX_PROBLEMS) return { tree, problems, kept: [] }
    }
    problems.push(...(await subjects.problems(last, rows.length < batch)))
    if (rows.length < batch) return { tree, problems, kept }
  }
}

interface Row {
  sequence: number
  event: string
  payload: string
  hash: string
}

/** The event, or a sentence about what is wrong with it; it is to follow the event whose hash is `previous`. */
export function examine(
  { sequence, event: text, payload, hash }: Row,
  previous: string,
): AuditEvent | string {
  if (sha256Hex(text) !== hash) return `Event ${sequence} was altered: its hash differs.`
  let event: AuditEvent
  try {
    event = JSON.parse(text) as AuditEvent
  } catch {
    return `Event ${sequence} cannot be read.`
  }
  if (jcs(event) !== text || event.sequence !== sequence)
    return `Event ${sequence} does not stand in its place.`
  if (event.previous !== previous) return `Event ${sequence} does not follow the event before it.`
  if (sha256Hex(payload) !== event.payloadSha256) return `What event ${sequence} recorded was altered.`
  return event
}

function stateOfExport({ method, at }: AuditEvent, payload: string): KeptState[] {
  if (method !== 'exports.create') return []
  const { packId, checkpoint } = JSON.parse(payload) as { packId?: string; checkpoint?: string }
  return checkpoint ? [{ checkpoint, when: whenExported(packId ?? 'a pack', at) }] : []
}
