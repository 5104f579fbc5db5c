import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { EmptyPlace } from '../../../components/EmptyPlace.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { useQueryOf } from '../../../data/queries.ts'
import { EndedSession } from '../../sessions/EndedSession.tsx'
import { LiveSession } from '../../sessions/LiveSession.tsx'
import { StartSession } from '../../sessions/StartSession.tsx'
import { EditNote } from './EditNote.tsx'
import type { PlaceProps } from './places.tsx'
import '../../sessions/sessions.css'

/** The facilitated meeting of a review: to be started, under way, or held. */
export default function SessionPlace({ review, part }: PlaceProps) {
  const sessions = useQueryOf('sessions.list', { reviewId: review.id })
  const [another, setAnother] = useState(false)
  if (sessions.error) return <ErrorNote error={sessions.error} />
  if (!sessions.data) return null
  const live = sessions.data.find((session) => !session.endedAt)
  const ended = sessions.data.filter((session) => session.endedAt).reverse()
  const starting = !live && !review.readOnly && (another || ended.length === 0)
  return (
    <>
      <div className="place-head">
        <h2>Session</h2>
        {!live && !starting && !review.readOnly && (
          <Button onPress={() => setAnother(true)}>Start another session</Button>
        )}
      </div>
      {!live && !review.readOnly && <EditNote review={review} />}
      {live && <LiveSession key={live.id} session={live} inRoom={part === 'room'} />}
      {starting && <StartSession review={review} />}
      {!live && ended.length === 0 && review.readOnly && (
        <EmptyPlace>No session was held for this review.</EmptyPlace>
      )}
      {ended.length > 0 && (
        <section className="sessions-held" aria-label="Sessions that were held">
          {(live || starting) && <h3>Held before</h3>}
          {ended.map((session, index) => (
            <EndedSession
              key={session.id}
              session={session}
              open={index === 0 && !live && !starting}
              readOnly={Boolean(review.readOnly)}
            />
          ))}
        </section>
      )}
    </>
  )
}
