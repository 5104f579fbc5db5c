import { sha256 } from '@noble/hashes/sha2.js'
import { z } from 'zod'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { fromBase64 } from './base64.ts'
import { verifySignature } from './certificates-algorithms.ts'
import { readTrusted, type Trust } from './certificates-judge.ts'
import {
  type Checkpoint,
  CheckpointError,
  type LogKey,
  parseCheckpoint,
  parseLogKey,
  verifyCheckpoint,
} from './checkpoint.ts'
import { leafHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import {
  judgeLoggedApprovals,
  type PackedEvent,
  type ProvenEvent,
  readProvenEvent,
  sha256Text,
} from './pack-events.ts'
import { jsonOf, type PackedFile, textOf } from './pack-files.ts'
import { bad, type Check, good, unknown } from './verdict.ts'

type Files = ReadonlyMap<string, PackedFile>

const folder = 'data/audit-log'
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const count = z.int().nonnegative()
const hash = z.string().max(44)

const eventsFile = z.strictObject({
  format: z.literal('afterword-audit-events/1'),
  origin: z.string(),
  size: count,
  events: z.array(z.strictObject({ index: count, leaf: z.string(), payload: z.string().optional() })),
})
const proofsFile = z.strictObject({
  format: z.literal('afterword-audit-proofs/1'),
  size: count,
  root: hash,
  proofs: z.array(z.strictObject({ index: count, path: z.array(hash).max(64) })),
})
const consistencyFile = z.strictObject({
  format: z.literal('afterword-audit-consistency/1'),
  from: count,
  to: count,
  path: z.array(hash).max(128),
})

export interface AuditFindings {
  checks: Check[]
  /** The events that were proven to stand in the log, in its order. */
  events: ProvenEvent[]
}

/**
 * Judges `data/audit-log/`: that a trusted root vouches for the log's key, the checkpoint's signature, that each event
 * stands in the log it sums up, that the events are those which the review's record lists, that they tell of its
 * approvals, and that the log only grew since an earlier pack.
 */
export async function judgeAuditLog(
  files: Files,
  record: ReviewRecord | undefined,
  trust: Trust,
): Promise<AuditFindings> {
  const failed = (check: Check): AuditFindings => ({ checks: [check], events: [] })
  if (![...files.keys()].some((path) => path.startsWith(`${folder}/`))) {
    return failed(bad('audit.missing', 'The pack has no extract of the audit log.', folder))
  }
  try {
    const key = parseLogKey(sha256, (textOf(files, `${folder}/log-key.txt`) ?? '').trimEnd())
    const checkpoint = await readCheckpoint(files, 'checkpoint.txt', key)
    const extract = judgeEvents(files, checkpoint, record)
    const checks = [
      good(
        'audit.checkpoint',
        `The log's key has signed its state: ${checkpoint.size} events, log “${key.name}”.`,
      ),
      ...(await judgeKey(files, trust)),
      ...extract.checks,
    ]
    if (files.has(`${folder}/earlier-checkpoint.txt`)) checks.push(await judgeGrowth(files, checkpoint, key))
    else if (files.has(`${folder}/consistency.json`)) {
      checks.push(bad('audit.consistency', 'The checkpoint of the earlier pack is missing.', folder))
    }
    return { checks, events: extract.events }
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error
    return failed(
      bad('audit.checkpoint', `The state of the audit log does not hold: ${error.message}.`, folder),
    )
  }
}

async function readCheckpoint(files: Files, name: string, key: LogKey): Promise<Checkpoint> {
  const text = textOf(files, `${folder}/${name}`)
  if (text === undefined) throw new CheckpointError(`${name} is missing`)
  const signed = parseCheckpoint(text)
  if (signed.checkpoint.origin !== key.name) {
    throw new CheckpointError(`${name} is of another log (“${signed.checkpoint.origin}”) than “${key.name}”`)
  }
  if (!(await verifyCheckpoint(sha256, signed, key))) {
    throw new CheckpointError(`${name} was not signed with the key of this log`)
  }
  return signed.checkpoint
}

/** Whoever has a certificate could make up a log; the root's signature says that this is the workspace's own. */
async function judgeKey(files: Files, trust: Trust): Promise<Check[]> {
  if (trust.trusted.length === 0) return []
  const name = 'audit.key'
  const place = `${folder}/log-key.sig`
  const data = files.get(`${folder}/log-key.txt`)?.bytes ?? new Uint8Array()
  const signature = files.get(place)?.bytes
  if (!signature) return [unknown(name, 'No root certificate vouches for the key of the audit log.', place)]
  for (const root of readTrusted(trust.trusted)) {
    const algorithm = { oid: ECDSA_WITH_SHA256, parameters: new Uint8Array() }
    const result = await verifySignature({ publicKey: root.publicKey, algorithm, data, signature })
    if (result === 'valid') {
      return [
        good(name, `The trusted certificate “${root.commonName}” vouches for the key of the audit log.`),
      ]
    }
  }
  return [unknown(name, 'No certificate that you trust vouches for the key of the audit log.', place)]
}

function judgeEvents(files: Files, checkpoint: Checkpoint, record: ReviewRecord | undefined): AuditFindings {
  const eventsPath = `${folder}/events.json`
  const proofsPath = `${folder}/proofs.json`
  const failed = (name: string, message: string, place = eventsPath): AuditFindings => ({
    checks: [bad(name, message, place)],
    events: [],
  })
  const packed = eventsFile.safeParse(jsonOf(files, eventsPath)).data
  const proofs = proofsFile.safeParse(jsonOf(files, proofsPath)).data
  if (!packed) return failed('audit.events', 'The events of the audit log cannot be read.')
  if (!proofs) return failed('audit.proofs', 'The proofs of the events cannot be read.', proofsPath)
  const { origin, size, root } = checkpoint
  if (packed.origin !== origin || packed.size !== size || proofs.size !== size) {
    return failed('audit.events', 'The events are of another state of the log than the checkpoint.')
  }
  const paths = new Map(proofs.proofs.map(({ index, path }) => [index, path]))
  if (paths.size !== packed.events.length || proofs.proofs.length !== packed.events.length) {
    return failed('audit.proofs', 'The events of the audit log are not those for which there are proofs.')
  }
  const encoder = new TextEncoder()
  const events: ProvenEvent[] = []
  for (const { index, leaf, payload } of packed.events) {
    const path = paths.get(index)?.map((text) => fromBase64(text) ?? new Uint8Array())
    const hashed = leafHash(sha256, encoder.encode(leaf))
    if (!path || !verifyInclusion(sha256, { index, size, leaf: hashed, path, root })) {
      return failed('audit.inclusion', `Event ${index + 1} does not stand in the log that was signed.`)
    }
    const event = readProvenEvent({ index, leaf, payload })
    if (typeof event === 'string') return failed('audit.events', event)
    events.push(event)
  }
  const message = `All ${events.length} events stand in the log that was signed.`
  return {
    checks: [
      good('audit.inclusion', message, eventsPath),
      ...(record ? judgeList(packed.events, events, record) : []),
      ...(record ? judgeLoggedApprovals(record, events) : []),
    ],
    events: events.toSorted((a, b) => a.sequence - b.sequence),
  }
}

/** The record lists the events too, so that one cannot be left out in one place alone, and prints what they tell. */
function judgeList(packed: PackedEvent[], events: ProvenEvent[], record: ReviewRecord): Check[] {
  const name = 'audit.list'
  const place = `${folder}/events.json`
  const here = packed.map(({ index, leaf }) => `${index + 1} ${sha256Text(leaf)}`)
  const listed = record.audit.map(({ sequence, hash: digest }) => `${sequence} ${digest}`)
  const missing = listed.find((line) => !here.includes(line))
  const added = here.find((line) => !listed.includes(line))
  if (missing || added || here.length !== listed.length) {
    const which = (missing ?? added ?? '').split(' ')[0]
    const what = missing
      ? 'is listed in the record of the review, but not'
      : 'is not listed in the record, but'
    return [bad(name, `Event ${which} ${what} in the extract of the log.`, place)]
  }
  const told = new Map(record.audit.map((one) => [one.sequence, one]))
  const other = events.find(({ sequence, at, person, method }) => {
    const line = told.get(sequence)
    return line?.at !== at || line.person !== (person?.name ?? 'nobody') || line.method !== method
  })
  if (other) {
    const message = `Event ${other.sequence} is told otherwise in the record of the review than in the log.`
    return [bad(name, message, 'data/review.json')]
  }
  return [good(name, `The extract has the ${here.length} events that the record of the review lists.`)]
}

async function judgeGrowth(files: Files, later: Checkpoint, key: LogKey): Promise<Check> {
  const name = 'audit.consistency'
  const place = `${folder}/consistency.json`
  const earlier = await readCheckpoint(files, 'earlier-checkpoint.txt', key)
  const proof = consistencyFile.safeParse(jsonOf(files, place)).data
  const path = proof?.path.map((text) => fromBase64(text) ?? new Uint8Array())
  if (!path) return unknown(name, 'Whether the log only grew since the earlier pack cannot be told.', place)
  return verifyConsistency(sha256, { earlier, later, path })
    ? good(
        name,
        `The log only grew since the earlier pack, from ${earlier.size} to ${later.size} events.`,
        place,
      )
    : bad(
        name,
        'The log was rewritten since the earlier pack: it does not begin with what stood there.',
        place,
      )
}
