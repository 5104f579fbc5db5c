import type { PersonRef, ReviewContent } from '#shared/domain/reviewContent.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { shownTime } from './shownTime.ts'
import { bad, type Check, good, type SignerFact, unknown } from './verdict.ts'
import { approvalTitles } from './words.ts'

type Approval = ReviewRecord['approvals'][number]

const name = 'approval.duties'
const place = 'data/review.json'

/**
 * Separation of duties, as far as the pack shows it: the approvals come from two people, and neither facilitated or
 * wrote the review; a waiver was not agreed by who asked for it.
 */
export function judgeDuties({ approvals, content }: ReviewRecord, signers: readonly SignerFact[]): Check[] {
  const checks = [
    ...judgePair(approvals, signers),
    ...approvals.flatMap((approval) => judgeApprover(approval, content)),
    ...content.waivers
      .filter(({ requestedBy, approvedBy }) => requestedBy.id === approvedBy.id)
      .map(({ finding, approvedBy }) =>
        bad(name, `${approvedBy.name} asked for the waiver of “${finding}” and agreed to it alone.`, place),
      ),
  ]
  const [one, other] = approvals
  if (checks.length > 0 || !one || !other) return checks
  const message = `The two approvals come from two people, ${one.person.name} and ${other.person.name}, who neither facilitated nor wrote the review.`
  return [good(name, message, place)]
}

function judgePair(approvals: readonly Approval[], signers: readonly SignerFact[]): Check[] {
  const [one, other] = approvals
  if (!one || !other || one.kind === other.kind) return []
  if (one.person.id === other.person.id) {
    const message = `${one.person.name} gave both the technical validation and the process review; they must come from two people.`
    return [bad(name, message, place)]
  }
  if (one.certificateSha256 === other.certificateSha256) {
    const message = `Both approvals were signed with one certificate, though the record names two people: ${one.person.name} and ${other.person.name}.`
    return [bad(name, message, place)]
  }
  const [first, second] = signers
  if (first && second && first.name === second.name) {
    const message = `Both approvals were signed in the name of “${first.name}”; that these are two people, the certificates do not show.`
    return [unknown(name, message, place)]
  }
  return []
}

function judgeApprover({ kind, person }: Approval, content: ReviewContent): Check[] {
  const { facilitator, authors } = content.review
  const facilitators = [facilitator, ...content.sessions.map((session) => session.facilitator)]
  const writers = [...authors, ...content.sessions.map(({ scribe }) => scribe)]
  const isAmong = (people: readonly (PersonRef | null)[]) => people.some((one) => one?.id === person.id)
  const did = isAmong(facilitators) ? 'facilitated' : isAmong(writers) ? 'wrote in' : undefined
  if (!did) return []
  const message = `${person.name} ${did} this review and gave its ${approvalTitles[kind]} too; somebody else must give it.`
  return [bad(name, message, place)]
}

/** What was waived, for the reader to see. */
export function waiverNotes({ content }: ReviewRecord): Check[] {
  return content.waivers.map(({ finding, reason, requestedBy, approvedBy, approvedAt }) =>
    good(
      'review.waiver',
      `Waived: ${finding} Reason: ${reason} Asked for by ${requestedBy.name}, agreed by ${approvedBy.name} at ${shownTime(approvedAt)}.`,
      place,
    ),
  )
}
