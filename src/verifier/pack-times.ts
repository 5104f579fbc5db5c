import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { isClearlyAfter } from './clocks.ts'
import type { ProvenEvent } from './pack-events.ts'
import { shownTime } from './shownTime.ts'
import { bad, type Check, type SignerFact } from './verdict.ts'
import { approvalTitles } from './words.ts'

/**
 * A signature over a pack, or over a report in it, is younger than all that it tells of: an approval or an event after
 * the time that it claims, or was stamped at, contradicts it.
 */
export function judgeTimes(
  signer: SignerFact | undefined,
  record: ReviewRecord | undefined,
  events: readonly ProvenEvent[],
  place: string,
): Check[] {
  const at = signer?.timestampTime ?? signer?.claimedTime
  if (!at) return []
  const source = signer?.timestampTime ? 'was time-stamped' : 'says that it was made'
  const told = [
    ...(record?.approvals ?? []).map(({ kind, at: when }) => ({
      what: `the ${approvalTitles[kind]} that it is over was given`,
      when,
    })),
    ...events.map(({ sequence, at: when }) => ({
      what: `event ${sequence} of the log that it is over happened`,
      when,
    })),
    ...(record ? [{ what: 'the pack says that it was exported', when: record.exportedAt }] : []),
  ]
  const later = told.filter(({ when }) => isClearlyAfter(when, at)).sort((a, b) => (a.when < b.when ? 1 : -1))
  const [last] = later
  if (!last) return []
  const message = `The signature ${source} at ${shownTime(at)}, but ${last.what} at ${shownTime(last.when)}: one of the two times is false.`
  return [bad('signature.order', message, place)]
}
