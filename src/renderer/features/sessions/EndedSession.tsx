import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { Session } from '#shared/contract/sessions.ts'
import { Button } from '../../components/Button.tsx'
import { formatClock, formatDay } from '../../components/dates/formats.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Agenda } from './Agenda.tsx'
import { Attendance } from './Attendance.tsx'
import { LinesField } from './LinesField.tsx'
import { NotesField } from './NotesField.tsx'
import { useSessionSave } from './useSessionSave.ts'

interface EndedSessionProps {
  session: Session
  open: boolean
  readOnly: boolean
}

/** A meeting that was held: planned and used time, and what was written down. What is missing can be added later. */
export function EndedSession({ session, open, readOnly }: EndedSessionProps) {
  const [editing, setEditing] = useState(false)
  const { save, error } = useSessionSave(session)
  const day = formatDay(session.startedAt.slice(0, 10))
  const end = session.endedAt ? ` to ${formatClock(session.endedAt)}` : ''
  const fixed = readOnly || !editing
  return (
    <details className="session-ended" open={open}>
      <summary>
        <strong>{day}</strong>, {formatClock(session.startedAt)}
        {end}, led by {session.facilitator.name}
      </summary>
      <Agenda session={session} now={Date.parse(session.endedAt ?? session.startedAt)} />
      <ErrorNote error={error} />
      <div className="session-columns">
        <div className="session-middle">
          {fixed ? (
            <section className="session-lines">
              <h3>Notes</h3>
              <p className="session-kept-notes">{session.notes || 'None.'}</p>
            </section>
          ) : (
            <NotesField value={session.notes} onSave={(notes) => save({ notes })} />
          )}
          {!readOnly && (
            <div>
              <Button
                icon={editing ? undefined : <Pencil aria-hidden />}
                onPress={() => setEditing(!editing)}
              >
                {editing ? 'Done' : 'Edit what was written'}
              </Button>
            </div>
          )}
        </div>
        <div className="session-side">
          <LinesField
            title="Decisions"
            addLabel="Add a decision"
            lines={session.decisions}
            onChange={(decisions) => void save({ decisions })}
            readOnly={fixed}
          />
          <LinesField
            title="Parking lot"
            addLabel="Park something for later"
            lines={session.parkingLot}
            onChange={(parkingLot) => void save({ parkingLot })}
            readOnly={fixed}
          />
          <Attendance session={session} />
        </div>
      </div>
    </details>
  )
}
