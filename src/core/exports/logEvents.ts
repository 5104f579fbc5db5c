import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import type { AuditEvent } from '../auditLog/append.ts'
import { identitiesOfCertificates } from '../identities/store.ts'
import type { ExtractedEvent } from '../packs/auditExtract.ts'
import { type ReviewRecordRow, reviewOf } from '../reviews/store.ts'
import { describeCertificate } from '../signing/certificates.ts'
import type { Reader } from '../workspace/database.ts'
import type { GatheredReview } from './gather.ts'

/** What became of a certificate; a new passphrase of its key is nobody else's business. */
const certificateMethods = [
  'workspace.create',
  'identities.create',
  'identities.importPkcs12',
  'identities.revoke',
]

interface Extract {
  events: ExtractedEvent[]
  audit: ReviewRecord['audit']
}

/**
 * The events of the log about a review, the revisions before it, its incident and its exhibits, and those that issued
 * and revoked the certificates of who approved and of who signs the export.
 */
export async function eventsOf(read: Reader, review: GatheredReview, signer?: string): Promise<Extract> {
  const subjects = await subjectsOf(read, review)
  const certificates = await certificateSubjects(read, [
    ...(signer === undefined ? [] : [signer]),
    ...review.approvals.map(({ record }) => record.certificateSha256),
  ])
  const rows = await read
    .selectFrom('auditEvent')
    .select(['sequence', 'event', 'payload', 'hash'])
    .where(({ and, eb, or, selectFrom }) => {
      const about = (names: Iterable<string>) =>
        eb(
          'sequence',
          'in',
          selectFrom('auditSubject')
            .select('auditSubject.sequence')
            .where('subject', 'in', [...names]),
        )
      return or([
        about(subjects.keys()),
        and([about(certificates.keys()), eb('method', 'in', certificateMethods)]),
      ])
    })
    .orderBy('sequence')
    .execute()
  const names = new Map([...subjects, ...certificates])
  const events: ExtractedEvent[] = []
  const audit: ReviewRecord['audit'] = []
  for (const { sequence, event, payload, hash } of rows) {
    const { at, person, method, subjects: about } = JSON.parse(event) as AuditEvent
    const subject = about.flatMap((one) => names.get(one) ?? []).join(', ')
    const isShown = certificateMethods.includes(method) || isApproval(method, payload, review)
    events.push({ index: sequence - 1, text: event, ...(isShown ? { payload } : {}) })
    audit.push({ sequence, at, person: person?.name ?? 'nobody', method, subject, hash })
  }
  return { events, audit }
}

/** Approvals that no longer hold may have been given with comments that were withdrawn; these stay at home. */
function isApproval(method: string, payload: string, { canonical }: GatheredReview): boolean {
  if (method !== 'reviews.approve') return false
  return (JSON.parse(payload) as { contentSha256?: string }).contentSha256 === canonical.sha256
}

async function subjectsOf(read: Reader, { row, content }: GatheredReview): Promise<Map<string, string>> {
  const subjects = new Map([[`incident:${content.incident.id}`, content.incident.key]])
  for (let one: ReviewRecordRow | undefined = row; one; ) {
    subjects.set(`review:${one.id}`, `${one.key} revision ${one.revision}`)
    one = one.amendsId ? await reviewOf(read, one.amendsId) : undefined
  }
  for (const { id, number } of content.exhibits) subjects.set(`evidence:${id}`, number)
  return subjects
}

async function certificateSubjects(read: Reader, sha256s: string[]): Promise<Map<string, string>> {
  const rows = await identitiesOfCertificates(read, sha256s)
  return new Map(
    rows.map(({ id, certificate }) => [
      `identity:${id}`,
      `certificate of ${describeCertificate(certificate).commonName}`,
    ]),
  )
}
