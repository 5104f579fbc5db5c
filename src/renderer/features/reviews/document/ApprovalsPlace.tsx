import { ShieldCheck, ShieldOff } from 'lucide-react'
import type { Review } from '#shared/contract/reviews.ts'
import { InstantText } from '../../../components/dates/TimeText.tsx'
import { HashText } from '../../../components/HashText.tsx'
import { Badge } from '../../../components/State.tsx'
import { approvalWords } from '../../words.ts'
import type { PlaceProps } from './places.tsx'
import './ApprovalsPlace.css'

type Approval = Review['approvals'][number]

const kinds = ['technical-validation', 'process-review'] as const
const asks = {
  'technical-validation':
    'An engineering lead confirms that what is written matches what happened in the systems.',
  'process-review': 'An incident manager confirms that the review was held as it should be, and is complete.',
}

/** The two approvals a review needs, who gave them over which content, and which no longer count. */
export default function ApprovalsPlace({ review }: PlaceProps) {
  const voided = review.approvals.filter((approval) => approval.voided)
  return (
    <div className="approvals">
      <div className="place-head">
        <h2>Approvals</h2>
      </div>
      <p className="quiet approvals-intro">
        Two people, who neither facilitated nor wrote the review, each sign its exact content with their own
        key. A later edit voids both.
      </p>
      <ul className="lines">
        {kinds.map((kind) => (
          <li key={kind}>
            <Needed
              kind={kind}
              review={review}
              approval={review.approvals.find((one) => one.kind === kind && !one.voided)}
            />
          </li>
        ))}
      </ul>
      {voided.length > 0 && (
        <section className="approvals-voided">
          <h3>No longer count</h3>
          <ul className="lines">
            {voided.map((approval) => (
              <li key={approval.id} className="approval">
                <ShieldOff size={20} strokeWidth={1.5} aria-hidden />
                <div className="stack-tight">
                  <p>
                    {approvalWords[approval.kind]} by {approval.person.name}, <InstantText at={approval.at} />{' '}
                    <HashText hash={approval.contentSha256} what="Content SHA-256" />
                  </p>
                  {approval.voided && (
                    <p className="quiet">
                      {approval.voided.reason} <InstantText at={approval.voided.at} />
                    </p>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Needed({ kind, review, approval }: { kind: Approval['kind']; review: Review; approval?: Approval }) {
  const awaited = review.state === kind
  return (
    <div className={approval ? 'approval approval-given' : 'approval'}>
      <ShieldCheck size={20} strokeWidth={1.5} aria-hidden />
      <div className="stack-tight">
        <div className="row-wrap">
          <strong>{approvalWords[kind]}</strong>
          <Badge tone={approval ? 'verified' : awaited ? 'attention' : 'plain'}>
            {approval ? 'Signed' : awaited ? 'Awaited' : 'Not yet'}
          </Badge>
        </div>
        {approval ? (
          <>
            <p>
              {approval.person.name}, <InstantText at={approval.at} />{' '}
              <HashText hash={approval.contentSha256} what="Content SHA-256" />
            </p>
            {approval.comment && <p className="quiet">“{approval.comment}”</p>}
          </>
        ) : (
          <p className="quiet">{asks[kind]}</p>
        )}
      </div>
    </div>
  )
}
