import { useState } from 'react'
import type { Incident } from '#shared/contract/incidents.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { Inspector, InspectorPart } from '../../components/Inspector.tsx'
import { say } from '../../components/quietStatus.ts'
import { Select } from '../../components/Select.tsx'
import { SeverityMark } from '../../components/SeverityMark.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { TextField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { useQueryOf } from '../../data/queries.ts'
import { go } from '../../shell/routes.ts'
import { useTitle } from '../../shell/useTitle.ts'
import { NotShown } from '../NotShown.tsx'
import { IncidentFacts } from '../reviews/document/FactsPlace.tsx'
import { NewReview } from '../reviews/NewReview.tsx'
import { choicesOf, labelWords } from '../words.ts'
import { durationsOf } from './durations.ts'
import { IncidentReviews } from './IncidentReviews.tsx'
import './incidents.css'

/** One incident: its facts, saved as they are left, and the reviews that were made of it. */
export default function IncidentSheet({ id }: { id: string }) {
  const incident = useQueryOf('incidents.get', { id })
  const [reviewing, setReviewing] = useState(false)
  useCommands(
    () => [
      {
        id: 'incident.review',
        title: 'Start a review of this incident',
        group: 'Incidents',
        run: () => setReviewing(true),
      },
      { id: 'incident.list', title: 'Show all incidents', group: 'Incidents', run: () => go(['incidents']) },
    ],
    [],
  )
  useTitle(incident.data && `${incident.data.key} ${incident.data.title}`)
  if (incident.error)
    return (
      <NotShown
        title="Incident"
        error={incident.error}
        onRetry={() => void incident.refetch()}
        back={{ label: 'Show all incidents', go: () => go(['incidents']) }}
      />
    )
  if (!incident.data) return <Skeleton lines={8} />
  const { data } = incident
  const durations = durationsOf(data.times)
  return (
    <article className="room" aria-labelledby="incident-title">
      <header className="sheet-head">
        <div className="grow">
          <p className="sheet-line">
            <span className="sheet-key">{data.key}</span>
            <SeverityMark severity={data.severity} />
          </p>
          <h1 id="incident-title">{data.title}</h1>
        </div>
        <Button variant="primary" onPress={() => setReviewing(true)}>
          Start a review
        </Button>
      </header>
      <div className="room-scroll sheet-body">
        <Naming incident={data} />
        <IncidentFacts incident={data} disabled={false} />
      </div>
      <Inspector title="Incident">
        <InspectorPart title="Durations from the start">
          {durations.length === 0 && (
            <p className="quiet">Durations show once the start and another time are known.</p>
          )}
          <Facts>
            {durations.map(({ name, words }) => (
              <Fact key={name} name={name}>
                <span className="tabular">{words}</span>
              </Fact>
            ))}
          </Facts>
        </InspectorPart>
        <InspectorPart title="Reviews">
          <IncidentReviews incidentId={id} />
        </InspectorPart>
        <InspectorPart title="Record">
          <Facts>
            <Fact name="Entered">
              <InstantText at={data.createdAt} />
            </Fact>
          </Facts>
        </InspectorPart>
      </Inspector>
      {reviewing && <NewReview incidentId={id} onClose={() => setReviewing(false)} />}
    </article>
  )
}

/** Title and label, saved as they are left. */
function Naming({ incident }: { incident: Incident }) {
  const [title, setTitle] = useState(incident.title)
  const update = useCommand('incidents.update')
  const { id, version } = incident
  const save = (fields: { title?: string; label?: Incident['label'] }) =>
    void update.run({ id, version, ...fields }).then((done) => done && say('Saved'))
  return (
    <div className="form naming">
      <TextField
        label="Title"
        value={title}
        onChange={setTitle}
        maxLength={300}
        error={title.trim() ? null : 'Say in a few words what happened.'}
        onBlur={() => title.trim() && title.trim() !== incident.title && save({ title })}
      />
      <Select
        label="Label"
        choices={choicesOf(labelWords)}
        value={incident.label}
        onChange={(label) => save({ label })}
      />
      <ErrorNote error={update.error} />
    </div>
  )
}
