import { sha256 } from '@noble/hashes/sha2.js'
import { z } from 'zod'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { toHex } from './der.ts'
import type { Revoked } from './revocations.ts'
import { bad, type Check, good, type SignerFact, unknown } from './verdict.ts'
import { approvalTitles } from './words.ts'

const encoder = new TextEncoder()
export const sha256Text = (text: string) => toHex(sha256(encoder.encode(text)))

/** An event of the log, as its leaf tells it (RFC 8785 text). */
const leafEvent = z.strictObject({
  sequence: z.int().positive(),
  at: z.iso.datetime(),
  person: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  method: z.string(),
  subjects: z.array(z.string()),
  payloadSha256: z.string(),
  previous: z.string(),
})

/** An event that was proven to stand in the log, with what it recorded where the pack carries that. */
export type ProvenEvent = Pick<z.infer<typeof leafEvent>, 'sequence' | 'at' | 'person' | 'method'> & {
  payload?: unknown
}

export interface PackedEvent {
  /** Place in the log, from 0. */
  index: number
  leaf: string
  /** RFC 8785 text of what the event recorded; its hash stands in the leaf. */
  payload?: string | undefined
}

/** Reads an event whose leaf was proven; a sentence where the leaf or the payload is not what it should be. */
export function readProvenEvent({ index, leaf, payload }: PackedEvent): ProvenEvent | string {
  const event = leafEvent.safeParse(parsed(leaf)).data
  if (event?.sequence !== index + 1) return `Event ${index + 1} of the log cannot be read.`
  const { sequence, at, person, method, payloadSha256 } = event
  if (payload === undefined) return { sequence, at, person, method }
  if (sha256Text(payload) !== payloadSha256) {
    return `What event ${sequence} recorded is not what the log vouches for: it was changed.`
  }
  return { sequence, at, person, method, payload: parsed(payload) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const revocation = z.object({ fingerprint: z.string(), reason: z.string() })
const holding = z.object({ fingerprint: z.string(), personId: z.string() })
const firstHolding = z.object({ identity: holding })
const approving = z.object({ kind: z.string(), contentSha256: z.string(), certificateSha256: z.string() })

/** Certificates of which the log itself says that they were revoked. */
export function provenRevocations(events: readonly ProvenEvent[]): Revoked[] {
  return events.flatMap(({ method, at, payload }) => {
    const told = method === 'identities.revoke' ? revocation.safeParse(payload).data : undefined
    return told ? [{ certificateSha256: told.fingerprint, subject: '', at, reason: told.reason }] : []
  })
}

/** Whose certificates they are, as the log says: the person's id by the certificate's SHA-256. */
export function provenHolders(events: readonly ProvenEvent[]): Map<string, string> {
  const holders = new Map<string, string>()
  for (const { method, payload } of events) {
    const told =
      method === 'workspace.create'
        ? firstHolding.safeParse(payload).data?.identity
        : ['identities.create', 'identities.importPkcs12'].includes(method)
          ? holding.safeParse(payload).data
          : undefined
    if (told) holders.set(told.fingerprint, told.personId)
  }
  return holders
}

/**
 * Whether the log tells of the approvals what the record tells: that each was given, by whom, when, and with which
 * certificate; and whose certificate that is.
 */
export function judgeLoggedApprovals(record: ReviewRecord, events: readonly ProvenEvent[]): Check[] {
  const holders = provenHolders(events)
  return record.approvals.flatMap((approval) => {
    const { kind, person, at, contentSha256, certificateSha256 } = approval
    const logged = events.some((event) => {
      const told = event.method === 'reviews.approve' ? approving.safeParse(event.payload).data : undefined
      return (
        told?.kind === kind &&
        told.contentSha256 === contentSha256 &&
        told.certificateSha256 === certificateSha256 &&
        event.person?.id === person.id &&
        event.at === at
      )
    })
    const title = `the ${approvalTitles[kind]} by ${person.name}`
    const name = 'audit.approval'
    if (!logged) return [bad(name, `The log does not tell of ${title} as the record of the review does.`)]
    const holder = holders.get(certificateSha256)
    if (holder === undefined) {
      return [unknown(name, `The log tells of ${title}, but not whose certificate it was given with.`)]
    }
    return holder === person.id
      ? [good(name, `The log tells of ${title}, with a certificate that was issued to that person.`)]
      : [bad(name, `The log says that the certificate of ${title} belongs to somebody else.`)]
  })
}

/** Whether who is said to have exported the pack is whose certificate signed it, where the log tells whose that is. */
export function judgeExporter(
  { exportedBy }: ReviewRecord,
  signer: SignerFact | undefined,
  events: readonly ProvenEvent[],
): Check[] {
  const holder = signer && provenHolders(events).get(signer.certificateSha256)
  if (!signer || holder === undefined) return []
  const name = 'pack.exporter'
  return holder === exportedBy.id
    ? [good(name, `${exportedBy.name} exported the pack and signed it, as “${signer.name}”.`)]
    : [
        bad(
          name,
          `The record says that ${exportedBy.name} exported the pack, but it was signed with the certificate of somebody else, “${signer.name}”.`,
        ),
      ]
}
