import { useState } from 'react'
import type { Session } from '#shared/contract/sessions.ts'
import { Button } from '../../components/Button.tsx'
import { PeopleField } from '../people/PeopleField.tsx'
import { PersonField } from '../people/PersonField.tsx'
import type { SessionFields } from './useSessionSave.ts'

interface AttendanceProps {
  session: Session
  /** Left out where the session has ended. */
  onSave?: (fields: SessionFields) => Promise<boolean>
}

/** Who is in the room; people come and go while it runs. */
export function Attendance({ session, onSave }: AttendanceProps) {
  const [editing, setEditing] = useState(false)
  if (editing && onSave)
    return (
      <div className="attendance stack">
        <PersonField
          label="Scribe"
          person={session.scribe}
          onSave={(scribeId) => void onSave({ scribeId })}
        />
        <PeopleField
          label="Attendees"
          addLabel="Add an attendee"
          value={session.attendees.map((person) => person.id)}
          onChange={(attendeeIds) => void onSave({ attendeeIds })}
        />
        <div>
          <Button onPress={() => setEditing(false)}>Done</Button>
        </div>
      </div>
    )
  return (
    <div className="attendance">
      <dl>
        <dt>Facilitator</dt>
        <dd>{session.facilitator.name}</dd>
        <dt>Scribe</dt>
        <dd>{session.scribe?.name ?? 'Nobody'}</dd>
        <dt>In the room</dt>
        <dd>{session.attendees.map((person) => person.name).join(', ') || 'Nobody is noted'}</dd>
      </dl>
      {onSave && (
        <Button variant="quiet" onPress={() => setEditing(true)}>
          Change who is here
        </Button>
      )}
    </div>
  )
}
