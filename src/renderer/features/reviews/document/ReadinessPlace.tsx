import { ArrowRight, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-aria-components'
import type { Finding, Review } from '#shared/contract/reviews.ts'
import { Button } from '../../../components/Button.tsx'
import { InstantText } from '../../../components/dates/TimeText.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { say } from '../../../components/quietStatus.ts'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { useCommand } from '../../../data/commands.ts'
import { useQueryOf } from '../../../data/queries.ts'
import { findingPlaceName, hrefOfFinding } from './findingPlaces.ts'
import type { PlaceProps } from './places.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import './ReadinessPlace.css'

/** What the template still asks for before approval: each finding leads to its place, or gets a waiver. */
export default function ReadinessPlace({ review }: PlaceProps) {
  const readiness = useQueryOf('reviews.readiness', { reviewId: review.id })
  if (readiness.error) return <ErrorNote error={readiness.error} />
  if (!readiness.data) return <Skeleton lines={6} />
  const { findings, open } = readiness.data
  const bare = findings.filter((finding) => !finding.waiver)
  const asked = findings.filter((finding) => finding.waiver && !finding.waiver.approvedBy)
  const waived = findings.filter((finding) => finding.waiver?.approvedBy)
  return (
    <div className="readiness">
      <div className="place-head">
        <h2>Readiness</h2>
      </div>
      <p className="readiness-verdict">
        {open === 0 ? (
          <>
            <CircleCheck size={16} aria-hidden /> Nothing is open. The review can go to its approvals.
          </>
        ) : (
          `${open === 1 ? 'One finding is' : `${open} findings are`} open. Approval needs each closed, or waived with a reason by a second person.`
        )}
      </p>
      <Group title="To be closed" findings={bare} review={review} />
      <Group title="A waiver waits for its second person" findings={asked} review={review} />
      <Group title="Waived, and printed in the pack" findings={waived} review={review} />
    </div>
  )
}

function Group({ title, findings, review }: { title: string; findings: Finding[]; review: Review }) {
  if (findings.length === 0) return null
  return (
    <section className="readiness-group">
      <h3>
        {title} <span className="faint">{findings.length}</span>
      </h3>
      <ul className="lines">
        {findings.map((finding) => (
          <li key={finding.rule}>
            <OneFinding finding={finding} review={review} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneFinding({ finding, review }: { finding: Finding; review: Review }) {
  const [asking, setAsking] = useState(false)
  const request = useCommand('reviews.requestWaiver')
  const approve = useCommand('reviews.approveWaiver')
  const withdraw = useCommand('reviews.withdrawWaiver')
  const { waiver } = finding
  return (
    <article className="finding">
      <div className="finding-words">
        <p className="finding-message">{finding.message}</p>
        {waiver && (
          <p className="finding-waiver">
            “{waiver.reason}”
            <span className="small quiet">
              Asked for by {waiver.requestedBy.name}, <InstantText at={waiver.requestedAt} />
              {waiver.approvedBy && waiver.approvedAt && (
                <>
                  ; agreed by {waiver.approvedBy.name}, <InstantText at={waiver.approvedAt} />
                </>
              )}
            </span>
          </p>
        )}
        {!waiver && !finding.waivable && (
          <p className="small quiet">The template allows no waiver for this.</p>
        )}
        <ErrorNote error={approve.error ?? withdraw.error} />
      </div>
      <div className="finding-do">
        {!waiver && finding.waivable && (
          <Button variant="quiet" onPress={() => setAsking(true)}>
            Ask for a waiver
          </Button>
        )}
        {waiver && !waiver.approvedBy && (
          <Button
            isDisabled={approve.pending}
            onPress={() =>
              void approve.run({ id: waiver.id }).then((done) => done && say('The waiver was agreed to'))
            }
          >
            Agree to waiver
          </Button>
        )}
        {waiver && (
          <Button
            variant="quiet"
            isDisabled={withdraw.pending}
            onPress={() =>
              void withdraw.run({ id: waiver.id }).then((done) => done && say('The waiver was withdrawn'))
            }
          >
            Withdraw
          </Button>
        )}
        {!waiver?.approvedBy && (
          <Link className="finding-link" href={hrefOfFinding(review.id, finding)}>
            {findingPlaceName(finding)}
            <ArrowRight size={14} aria-hidden />
          </Link>
        )}
      </div>
      {asking && (
        <ReasonDialog
          title="Ask for a waiver"
          action="Ask for waiver"
          label="Why this stays open"
          help={`${finding.message} A second person, who neither facilitated nor wrote the review, agrees to it. Both names and the reason are printed in the pack.`}
          error={request.error}
          onClose={() => setAsking(false)}
          onReason={(reason) =>
            request.run({ reviewId: review.id, rule: finding.rule, reason }).then((done) => {
              if (done) say('The waiver waits for its second person')
              return Boolean(done)
            })
          }
        />
      )}
    </article>
  )
}
