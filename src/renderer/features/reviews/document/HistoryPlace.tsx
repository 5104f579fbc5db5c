import { Button } from '../../../components/Button.tsx'
import { InstantText } from '../../../components/dates/TimeText.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { useList } from '../../../data/lists.ts'
import type { PlaceProps } from './places.tsx'

/** What happened to this review, from the audit log. */
export default function HistoryPlace({ review }: PlaceProps) {
  const history = useList('reviews.history', { reviewId: review.id })
  return (
    <>
      <div className="place-head">
        <h2>History</h2>
        <span className="faint">{history.total} events</span>
      </div>
      <ErrorNote error={history.error} />
      <ol className="lines">
        {history.rows.map((event) => (
          <li key={event.sequence} className="row">
            <span className="faint mono small">{event.sequence}</span>
            <span className="grow">{event.sentence}</span>
            <span className="quiet small">
              <InstantText at={event.at} />
            </span>
          </li>
        ))}
      </ol>
      {history.more && <Button onPress={history.more}>Show more</Button>}
    </>
  )
}
