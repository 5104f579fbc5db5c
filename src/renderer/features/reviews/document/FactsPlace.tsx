import { useEffect, useRef, useState } from 'react'
import type { Review } from '#shared/contract/reviews.ts'
import type { IncidentTimes, Severity } from '#shared/domain/reviewContent.ts'
import { TimeField } from '../../../components/dates/TimeField.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { say } from '../../../components/quietStatus.ts'
import { Select } from '../../../components/Select.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useCommand } from '../../../data/commands.ts'
import { severityChoices, timeNames } from '../../words.ts'
import type { PlaceProps } from './places.tsx'
import { ServicesField } from './ServicesField.tsx'

const names = Object.keys(timeNames) as (keyof IncidentTimes)[]

/** The five times, severity, services and impact of the incident. */
export default function FactsPlace({ review, part }: PlaceProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (part)
      place.current
        ?.querySelector<HTMLElement>(`[data-fact="${CSS.escape(part)}"] :is(input, textarea)`)
        ?.focus()
  }, [part])
  return (
    <div ref={place}>
      <div className="place-head">
        <h2>Times and facts</h2>
      </div>
      {review.readOnly && <p className="read-only">{review.readOnly}</p>}
      <IncidentFacts incident={review.incident} disabled={Boolean(review.readOnly)} />
    </div>
  )
}

/** Fields that save as they are left. */
export function IncidentFacts({ incident, disabled }: { incident: Review['incident']; disabled: boolean }) {
  const update = useCommand('incidents.update')
  const newest = useRef(incident.version)
  newest.current = incident.version
  const [impact, setImpact] = useState(incident.impact)
  useEffect(() => setImpact(incident.impact), [incident.impact])
  // One save after the other, each with the version that the one before left: quick hands are no conflict.
  const last = useRef(Promise.resolve(incident.version))
  const save = (fields: {
    times?: Partial<IncidentTimes>
    severity?: Severity
    impact?: string
    serviceIds?: string[]
  }) => {
    last.current = last.current.then(async (left) => {
      const version = Math.max(left, newest.current)
      const done = await update.run({ id: incident.id, version, ...fields })
      if (done) say('Saved')
      return done?.version ?? 0
    })
  }
  return (
    <div className="form">
      <div className="form-pair">
        {names.map((name) => (
          <div key={name} data-fact={name}>
            <TimeField
              label={timeNames[name]}
              value={incident.times[name]}
              disabled={disabled}
              onChange={(time) => save({ times: { [name]: time } })}
            />
          </div>
        ))}
        <Select
          label="Severity"
          choices={severityChoices}
          value={incident.severity}
          disabled={disabled}
          onChange={(severity) => save({ severity })}
        />
      </div>
      <ServicesField
        chosen={incident.services.map((service) => service.id)}
        disabled={disabled}
        onChange={(serviceIds) => save({ serviceIds })}
      />
      <div data-fact="impact">
        <TextField
          label="Impact"
          help="Who was affected, how, and for how long."
          lines={4}
          value={impact}
          onChange={setImpact}
          disabled={disabled}
          onBlur={() => impact !== incident.impact && save({ impact })}
        />
      </div>
      <ErrorNote error={update.error} />
    </div>
  )
}
