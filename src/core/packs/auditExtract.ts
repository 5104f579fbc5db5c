import { type LogKey, parseCheckpoint } from '#verifier/checkpoint.ts'
import type { MerkleTree } from '#verifier/merkle.ts'
import { logKeyText } from './logKey.ts'

/** An event of the extract's subjects. */
export interface ExtractedEvent {
  /** Place in the log, from 0. */
  index: number
  /** The RFC 8785 (JCS) text that is the leaf. */
  text: string
  /** The RFC 8785 text of what the event recorded, where the pack's reader needs it; the leaf has its hash. */
  payload?: string
}

export interface AuditExtract {
  /** The signed checkpoint of this export. */
  checkpoint: string
  logKey: LogKey
  /** The tree of the log's leaves, at least as large as the checkpoint says. */
  tree: MerkleTree
  events: ExtractedEvent[]
  /** The checkpoint of the pack before this one, signed by the same log. */
  earlier?: string
}

/**
 * The files of `data/audit-log/`: the events with their proofs of inclusion (RFC 9162, 2.1.3), the checkpoint they
 * lead to, the key that signed it, and the proof that the log only grew since an earlier pack (2.1.4).
 */
export function auditExtractFiles(
  extract: AuditExtract,
): { path: string; mediaType: string; text: string }[] {
  const { origin, size, root } = parseCheckpoint(extract.checkpoint).checkpoint
  const { tree, logKey, earlier } = extract
  const events = extract.events.toSorted((a, b) => a.index - b.index)
  const files = [
    json('events.json', {
      format: 'afterword-audit-events/1',
      origin,
      size,
      events: events.map(({ index, text, payload }) => ({
        index,
        leaf: text,
        ...(payload === undefined ? {} : { payload }),
      })),
    }),
    json('proofs.json', {
      format: 'afterword-audit-proofs/1',
      size,
      root: base64(root),
      proofs: events.map(({ index }) => ({ index, path: tree.inclusionProof(index, size).map(base64) })),
    }),
    text('checkpoint.txt', extract.checkpoint),
    text('log-key.txt', logKeyText(logKey)),
  ]
  if (earlier !== undefined) {
    const before = parseCheckpoint(earlier).checkpoint
    files.push(
      text('earlier-checkpoint.txt', earlier),
      json('consistency.json', {
        format: 'afterword-audit-consistency/1',
        from: before.size,
        to: size,
        path: tree.consistencyProof(before.size, size).map(base64),
      }),
    )
  }
  return files
}

function json(name: string, value: unknown) {
  return {
    path: `data/audit-log/${name}`,
    mediaType: 'application/json',
    text: `${JSON.stringify(value, null, 1)}\n`,
  }
}

function text(name: string, content: string) {
  return { path: `data/audit-log/${name}`, mediaType: 'text/plain', text: content }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
