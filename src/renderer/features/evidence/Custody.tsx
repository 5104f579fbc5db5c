import type { CustodyKind } from '#shared/domain/reviewRecord.ts'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useQueryOf } from '../../data/queries.ts'
import './evidence.css'

const custodyWords: Record<CustodyKind, string> = {
  collected: 'Collected',
  received: 'Received',
  viewed: 'Looked at',
  exported: 'Exported',
  transferred: 'Transferred',
}

/** The whole hash stands above; a note names it by its beginning. */
function shortHashes(note: string): string {
  return note.replace(/\b([0-9a-f]{8})[0-9a-f]{56}\b/g, '$1…')
}

/** Who had the evidence in hand, when and why: the newest first. Nothing can be taken out of it. */
export function Custody({ id }: { id: string }) {
  const custody = useQueryOf('evidence.custody', { id })
  const events = [...(custody.data ?? [])].reverse()
  return (
    <>
      <ErrorNote error={custody.error} />
      <ol className="custody" aria-label="Custody, newest first">
        {events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no identity and are only ever added
          <li key={events.length - index} className={`custody-${event.kind}`}>
            {custodyWords[event.kind]}
            {event.person && ` by ${event.person.name}`}
            {event.note && <span className="quiet">. {shortHashes(event.note)}</span>}
            <br />
            <span className="small faint">
              <InstantText at={event.at} />
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
