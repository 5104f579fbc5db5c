import { Link } from 'react-aria-components'
import { Badge } from '../../components/State.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { hrefOf } from '../../shell/routes.ts'
import { stateTones, stateWords } from '../words.ts'
import './incidents.css'

/** The reviews that were made of an incident. */
export function IncidentReviews({ incidentId }: { incidentId: string }) {
  const reviews = useQueryOf('reviews.list', { incidentId, limit: 50 }).data?.rows
  if (!reviews) return null
  if (reviews.length === 0) return <p className="quiet incident-none">No review was started yet.</p>
  return (
    <ul className="incident-reviews">
      {reviews.map((review) => (
        <li key={review.id}>
          <Link href={hrefOf('reviews', review.id)}>
            {review.key}
            {review.revision > 1 && ` revision ${review.revision}`}
          </Link>
          <Badge tone={stateTones[review.state]}>{stateWords[review.state]}</Badge>
        </li>
      ))}
    </ul>
  )
}
