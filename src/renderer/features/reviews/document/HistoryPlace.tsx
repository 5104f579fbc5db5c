import { Link } from 'react-aria-components'
import { Button } from '../../../components/Button.tsx'
import { formatClock, formatDay, formatInstant } from '../../../components/dates/formats.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { useList } from '../../../data/lists.ts'
import { hrefOf } from '../../../shell/routes.ts'
import type { PlaceProps } from './places.tsx'
import './HistoryPlace.css'

/** What happened to this review, from the audit log, a day at a time. */
export default function HistoryPlace({ review }: PlaceProps) {
  const history = useList('reviews.history', { reviewId: review.id }, 100)
  const days = byDay(history.rows)
  return (
    <div className="history">
      <div className="place-head">
        <h2>History</h2>
        {!history.loading && <span className="faint number">{history.total.toLocaleString('en-GB')}</span>}
      </div>
      <p className="quiet history-intro">
        Every change is an event of the <Link href={hrefOf('auditLog')}>audit log</Link>; its number is the
        event's place there.
      </p>
      <ErrorNote error={history.error} />
      {days.map(([day, events]) => (
        <section key={day} className="history-day">
          <h3>{formatDay(day)}</h3>
          <ol>
            {events.map((event) => (
              <li key={event.sequence} className="history-event">
                <time dateTime={event.at} title={formatInstant(event.at, 0, true)} className="quiet number">
                  {formatClock(event.at)}
                </time>
                <span>{event.sentence}</span>
                <span className="quiet truncate">{event.person}</span>
                <span className="faint mono small number">{event.sequence}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {history.more && <Button onPress={history.more}>Show earlier events</Button>}
    </div>
  )
}

/** Events under the day they are on, on this computer's calendar; the order stays. */
function byDay<E extends { at: string }>(events: readonly E[]): [string, E[]][] {
  const days: [string, E[]][] = []
  for (const event of events) {
    const day = localDay(event.at)
    const last = days.at(-1)
    if (last?.[0] === day) last[1].push(event)
    else days.push([day, [event]])
  }
  return days
}

function localDay(instant: string): string {
  const at = new Date(instant)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
