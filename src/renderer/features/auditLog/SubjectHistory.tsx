import { useState } from 'react'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useQueryOf } from '../../data/queries.ts'
import './auditLog.css'

const shown = 50

/** What the audit log tells of one thing, the newest first; asked for when it is unfolded. */
export function SubjectHistory({ subject }: { subject: string }) {
  const [open, setOpen] = useState(false)
  const history = useQueryOf('auditLog.list', { subject, limit: shown }, { enabled: open })
  const events = history.data?.rows ?? []
  return (
    <details className="subject-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>History</summary>
      <ErrorNote error={history.error} />
      <ol>
        {events.map((event) => (
          <li key={event.sequence}>
            {event.sentence}
            <span className="small faint">
              {event.person}, <InstantText at={event.at} />
            </span>
          </li>
        ))}
      </ol>
      {history.data && history.data.total > events.length && (
        <p className="quiet small">
          {history.data.total - events.length} earlier events are in the audit log.
        </p>
      )}
    </details>
  )
}
