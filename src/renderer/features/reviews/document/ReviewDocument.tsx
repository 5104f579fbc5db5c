import { Suspense } from 'react'
import { Link } from 'react-aria-components'
import { useCommands } from '../../../commands/useCommands.ts'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { useQueryOf } from '../../../data/queries.ts'
import { go, hrefOf, useRoute } from '../../../shell/routes.ts'
import { useTitle } from '../../../shell/useTitle.ts'
import { NotShown } from '../../NotShown.tsx'
import { places } from './places.tsx'
import { ReviewHead } from './ReviewHead.tsx'
import { ReviewInspector } from './ReviewInspector.tsx'
import { SectionLinks } from './SectionLinks.tsx'
import './document.css'

/** One review: its head, the way through its parts, and the part that is open. */
export default function ReviewDocument({ id }: { id: string }) {
  const [, , placeId = 'sections', part] = useRoute()
  const review = useQueryOf('reviews.get', { id })
  const readiness = useQueryOf('reviews.readiness', { reviewId: id })
  useCommands(
    () =>
      places.map((place, index) => ({
        id: `review.${place.id}`,
        title: `Show ${place.title.toLowerCase()}`,
        group: 'Review',
        keys: index < 9 ? `Alt+${index + 1}` : undefined,
        run: () => go(['reviews', id, place.id]),
      })),
    [id],
  )
  useTitle(review.data && `${review.data.key} ${review.data.title}`)
  if (review.error)
    return (
      <NotShown
        title="Review"
        error={review.error}
        onRetry={() => void review.refetch()}
        back={{ label: 'Show all reviews', go: () => go(['reviews']) }}
      />
    )
  if (!review.data) return <Skeleton lines={8} />
  const place = places.find((entry) => entry.id === placeId) ?? places[0]
  const open = readiness.data?.open ?? 0
  return (
    <article className="room document" aria-labelledby="review-title">
      <ReviewHead review={review.data} />
      <div className="document-body">
        <nav className="outline" aria-label="Parts of the review">
          <ul>
            {places.map((entry) => (
              <li key={entry.id}>
                <Link
                  href={hrefOf('reviews', id, entry.id)}
                  className="outline-entry"
                  aria-current={entry.id === place?.id ? 'page' : undefined}
                >
                  <span className="grow">{entry.title}</span>
                  {entry.id === 'readiness' && open > 0 && (
                    <span className="outline-count">
                      {open}
                      <span className="visually-hidden"> open</span>
                    </span>
                  )}
                </Link>
                {entry.id === 'sections' && place?.id === 'sections' && (
                  <SectionLinks review={review.data} current={part} />
                )}
              </li>
            ))}
          </ul>
        </nav>
        <div className="document-place" key={place?.id}>
          <Suspense fallback={<Skeleton lines={6} />}>
            {place && <place.View review={review.data} part={part} />}
          </Suspense>
        </div>
      </div>
      <ReviewInspector review={review.data} findings={readiness.data?.findings ?? []} />
    </article>
  )
}
