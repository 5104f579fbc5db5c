import { useState } from 'react'
import { Link } from 'react-aria-components'
import type { Finding, Review } from '#shared/contract/reviews.ts'
import { useCommands } from '../../../commands/useCommands.ts'
import { Button } from '../../../components/Button.tsx'
import { InstantText } from '../../../components/dates/TimeText.tsx'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { HashText } from '../../../components/HashText.tsx'
import { Inspector, InspectorPart } from '../../../components/Inspector.tsx'
import { hrefOf } from '../../../shell/routes.ts'
import { labelWords } from '../../words.ts'
import { EditReview } from './EditReview.tsx'
import { hrefOfFinding } from './findingPlaces.ts'
import './ReviewInspector.css'

const shownFindings = 6

interface ReviewInspectorProps {
  review: Review
  findings: Finding[]
  /** Puts it away, where the review is only selected in a list. */
  onClose?: () => void
}

/** The facts of the review beside its document, and what it still lacks. */
export function ReviewInspector({ review, findings, onClose }: ReviewInspectorProps) {
  const [editing, setEditing] = useState(false)
  const readOnly = Boolean(review.readOnly)
  useCommands(
    () =>
      readOnly
        ? []
        : [
            {
              id: 'review.edit',
              title: 'Edit the facts of the review',
              group: 'Review',
              run: () => setEditing(true),
            },
          ],
    [readOnly],
  )
  const open = findings.filter((finding) => !finding.waiver?.approvedBy)
  return (
    <Inspector title={onClose ? review.key : 'Review'} onClose={onClose}>
      <InspectorPart title="Facts">
        {onClose && (
          <p>
            <Link href={hrefOf('reviews', review.id)}>{review.title}</Link>
          </p>
        )}
        <Facts>
          <Fact name="Incident">
            <Link href={hrefOf('incidents', review.incident.id)}>{review.incident.key}</Link>
          </Fact>
          <Fact name="Facilitator">{review.facilitator?.name ?? 'Nobody yet'}</Fact>
          <Fact name="Authors">{review.authors.map((author) => author.name).join(', ') || 'Nobody yet'}</Fact>
          <Fact name="Services">
            {review.incident.services.map((service) => service.name).join(', ') || 'None'}
          </Fact>
          <Fact name="Label">{labelWords[review.label]}</Fact>
          <Fact name="Template">
            {review.template.name}, version {review.template.version}
          </Fact>
          {review.dueAt && (
            <Fact name="Due">
              <InstantText at={review.dueAt} />
            </Fact>
          )}
          {review.contentSha256 && (
            <Fact name="Content">
              <HashText hash={review.contentSha256} what="Content SHA-256" />
            </Fact>
          )}
          {review.amends && (
            <Fact name="Amends">
              <Link href={hrefOf('reviews', review.amends.id)}>
                {review.amends.key} revision {review.amends.revision}
              </Link>
            </Fact>
          )}
          {review.amendedBy && (
            <Fact name="Amended by">
              <Link href={hrefOf('reviews', review.amendedBy.id)}>
                {review.amendedBy.key} revision {review.amendedBy.revision}
              </Link>
            </Fact>
          )}
        </Facts>
        {!review.readOnly && (
          <Button variant="quiet" onPress={() => setEditing(true)}>
            Edit these facts
          </Button>
        )}
      </InspectorPart>
      <InspectorPart title={open.length ? `Readiness: ${open.length} open` : 'Readiness'}>
        {open.length === 0 && <p className="quiet">Nothing is open.</p>}
        <ul className="finding-links">
          {open.slice(0, shownFindings).map((finding) => (
            <li key={`${finding.rule}-${finding.place.id ?? ''}`}>
              <Link href={hrefOfFinding(review.id, finding)}>{finding.message}</Link>
            </li>
          ))}
        </ul>
        {open.length > shownFindings && (
          <Link href={hrefOf('reviews', review.id, 'readiness')}>Show all {open.length}</Link>
        )}
      </InspectorPart>
      {editing && <EditReview review={review} onClose={() => setEditing(false)} />}
    </Inspector>
  )
}
