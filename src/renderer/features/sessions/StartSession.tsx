import { useState } from 'react'
import type { Review } from '#shared/contract/reviews.ts'
import { Button } from '../../components/Button.tsx'
import { ComboBox } from '../../components/ComboBox.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useCommand } from '../../data/commands.ts'
import { useQueryOf } from '../../data/queries.ts'
import { PeopleField } from '../people/PeopleField.tsx'
import { usePeople } from '../usePeople.ts'

/** Who leads, who writes, who is in the room; the agenda comes from the review's template. */
export function StartSession({ review }: { review: Review }) {
  const { choices } = usePeople()
  const template = useQueryOf('templates.get', {
    id: review.template.id,
    version: review.template.version,
  }).data
  const [facilitatorId, setFacilitatorId] = useState<string | null>(review.facilitator?.id ?? null)
  const [scribeId, setScribeId] = useState<string | null>(null)
  const [attendeeIds, setAttendeeIds] = useState<string[]>([])
  const start = useCommand('sessions.start')
  const same = facilitatorId !== null && facilitatorId === scribeId
  const total = template?.agenda.reduce((sum, item) => sum + item.minutes, 0) ?? 0
  return (
    <form
      className="form session-start"
      onSubmit={(event) => {
        event.preventDefault()
        if (facilitatorId) void start.run({ reviewId: review.id, facilitatorId, scribeId, attendeeIds })
      }}
    >
      <div className="form-pair">
        <ComboBox
          label="Facilitator"
          choices={choices}
          value={facilitatorId}
          onChange={setFacilitatorId}
          help="Somebody who was not part of the incident. Who facilitates approves neither way."
        />
        <ComboBox
          label="Scribe"
          choices={choices}
          value={scribeId}
          onChange={setScribeId}
          help={
            same
              ? 'The facilitator also writes. Two people make it easier to listen.'
              : 'Writes, so that the facilitator can listen.'
          }
        />
      </div>
      <PeopleField
        label="Attendees"
        addLabel="Add an attendee"
        value={attendeeIds}
        onChange={setAttendeeIds}
      />
      {template && template.agenda.length > 0 && (
        <section>
          <h3 className="field-label">Agenda, {total} minutes</h3>
          <ol className="session-plan">
            {template.agenda.map((item) => (
              <li key={item.title}>
                <span>{item.title}</span>
                <span className="quiet number">{item.minutes} min</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <ErrorNote error={start.error} />
      <div className="form-actions">
        <Button variant="primary" type="submit" isDisabled={!facilitatorId || start.pending}>
          Start session
        </Button>
      </div>
    </form>
  )
}
