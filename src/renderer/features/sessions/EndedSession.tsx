import type { Session } from '#shared/contract/sessions.ts'
import { formatClock, formatDay } from '../../components/dates/formats.ts'
import { Agenda } from './Agenda.tsx'
import { Attendance } from './Attendance.tsx'
import { LinesField } from './LinesField.tsx'

const nothing = () => undefined

/** A meeting that was held: planned and used time, and what was written down. */
export function EndedSession({ session, open }: { session: Session; open: boolean }) {
  const day = formatDay(session.startedAt.slice(0, 10))
  const end = session.endedAt ? ` to ${formatClock(session.endedAt)}` : ''
  return (
    <details className="session-ended" open={open}>
      <summary>
        <strong>{day}</strong>, {formatClock(session.startedAt)}
        {end}, led by {session.facilitator.name}
      </summary>
      <Agenda session={session} now={Date.parse(session.endedAt ?? session.startedAt)} />
      <div className="session-columns">
        <div className="session-middle">
          <section className="session-lines">
            <h3>Notes</h3>
            <p className="session-kept-notes">{session.notes || 'None.'}</p>
          </section>
        </div>
        <div className="session-side">
          <LinesField title="Decisions" addLabel="" lines={session.decisions} onChange={nothing} readOnly />
          <LinesField
            title="Parking lot"
            addLabel=""
            lines={session.parkingLot}
            onChange={nothing}
            readOnly
          />
          <Attendance session={session} />
        </div>
      </div>
    </details>
  )
}
