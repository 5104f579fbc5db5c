import { Link } from 'react-aria-components'
import { Button } from '../../components/Button.tsx'
import { TimeText } from '../../components/dates/TimeText.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { Inspector, InspectorPart } from '../../components/Inspector.tsx'
import { SeverityMark } from '../../components/SeverityMark.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { hrefOf } from '../../shell/routes.ts'
import { timeNames } from '../words.ts'
import { IncidentReviews } from './IncidentReviews.tsx'

interface IncidentInspectorProps {
  id: string
  onClose: () => void
  onReview: () => void
}

/** The selected incident beside its list. */
export function IncidentInspector({ id, onClose, onReview }: IncidentInspectorProps) {
  const incident = useQueryOf('incidents.get', { id }, { keepPrevious: true })
  const { data } = incident
  if (!data) return null
  const names = Object.keys(timeNames) as (keyof typeof timeNames)[]
  return (
    <Inspector title={data.key} onClose={onClose}>
      <ErrorNote error={incident.error} />
      <InspectorPart title="Incident">
        <p>
          <Link href={hrefOf('incidents', id)}>{data.title}</Link>
        </p>
        <Facts>
          <Fact name="Severity">
            <SeverityMark severity={data.severity} />
          </Fact>
          {names.map((name) => {
            const time = data.times[name]
            return (
              <Fact key={name} name={timeNames[name]}>
                {time ? <TimeText time={time} /> : <span className="faint">Not known</span>}
              </Fact>
            )
          })}
          {data.services.length > 0 && (
            <Fact name="Services">{data.services.map((service) => service.name).join(', ')}</Fact>
          )}
        </Facts>
        {data.impact && <p className="incident-impact">{data.impact}</p>}
      </InspectorPart>
      <InspectorPart title="Reviews">
        <IncidentReviews incidentId={id} />
        <Button onPress={onReview}>Start a review</Button>
      </InspectorPart>
    </Inspector>
  )
}
