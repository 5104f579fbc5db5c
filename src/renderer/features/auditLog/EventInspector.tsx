import { Link } from 'react-aria-components'
import { formatInstant } from '../../components/dates/formats.ts'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { HashText } from '../../components/HashText.tsx'
import { Inspector, InspectorPart } from '../../components/Inspector.tsx'
import { hrefOf } from '../../shell/routes.ts'
import type { AuditEvent } from './AuditLog.tsx'

const rooms: Record<string, string> = {
  review: 'reviews',
  incident: 'incidents',
  action: 'actions',
  evidence: 'evidence',
  person: 'people',
  identity: 'identities',
  template: 'templates',
}

/** One event of the log: who, what, about what, and its hash. */
export function EventInspector({ event, onClose }: { event: AuditEvent; onClose: () => void }) {
  return (
    <Inspector title={`Event ${event.sequence}`} onClose={onClose}>
      <InspectorPart title="What happened">
        <p>{event.sentence}</p>
      </InspectorPart>
      <InspectorPart title="Event">
        <Facts>
          <Fact name="Who">{event.person}</Fact>
          <Fact name="When">
            <InstantText at={event.at} />
            <br />
            <span className="quiet">{formatInstant(event.at, 0, true)}</span>
          </Fact>
          <Fact name="Method">
            <span className="mono">{event.method}</span>
          </Fact>
          <Fact name="Hash">
            <HashText hash={event.hash} what="Hash of the event" />
          </Fact>
        </Facts>
      </InspectorPart>
      {event.subjects.length > 0 && (
        <InspectorPart title="About">
          <ul>
            {event.subjects.map((subject) => (
              <li key={subject}>
                <Subject subject={subject} />
              </li>
            ))}
          </ul>
        </InspectorPart>
      )}
    </Inspector>
  )
}

/** `review:<id>` as the way to it. */
function Subject({ subject }: { subject: string }) {
  const [kind = '', id = ''] = subject.split(':')
  const room = rooms[kind]
  if (!room || !id) return <span className="mono small">{subject}</span>
  return (
    <Link className="inspector-link" href={hrefOf(room, id)}>
      Go to the {kind}
    </Link>
  )
}
