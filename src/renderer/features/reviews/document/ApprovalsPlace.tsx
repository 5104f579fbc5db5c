import { InstantText } from '../../../components/dates/TimeText.tsx'
import { EmptyPlace } from '../../../components/EmptyPlace.tsx'
import { HashText } from '../../../components/HashText.tsx'
import { Badge } from '../../../components/State.tsx'
import { approvalWords } from '../../words.ts'
import type { PlaceProps } from './places.tsx'

/** Who signed which content, and which signatures still count. */
export default function ApprovalsPlace({ review }: PlaceProps) {
  return (
    <>
      <div className="place-head">
        <h2>Approvals</h2>
      </div>
      {review.approvals.length === 0 && (
        <EmptyPlace>
          Approvals stand here once the review is submitted: a technical validation and a process review, by
          two people who neither facilitated nor wrote it.
        </EmptyPlace>
      )}
      <ul className="lines">
        {review.approvals.map((approval) => (
          <li key={approval.id} className="stack-tight">
            <div className="row-wrap">
              <strong>{approval.person.name}</strong>
              <Badge tone={approval.voided ? 'plain' : 'verified'}>
                {approvalWords[approval.kind]}
                {approval.voided ? ', no longer counts' : ', signed'}
              </Badge>
              <InstantText at={approval.at} />
              <HashText hash={approval.contentSha256} what="Content SHA-256" />
            </div>
            {approval.comment && <p>{approval.comment}</p>}
            {approval.voided && (
              <p className="quiet">
                {approval.voided.reason} <InstantText at={approval.voided.at} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
