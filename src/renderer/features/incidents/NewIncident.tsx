import { useState } from 'react'
import type { IncidentTimes, Sensitivity, Severity } from '#shared/domain/reviewContent.ts'
import { Button } from '../../components/Button.tsx'
import { TimeField } from '../../components/dates/TimeField.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Select } from '../../components/Select.tsx'
import { TextField } from '../../components/TextField.tsx'
import { RoomHead } from '../../components/Toolbar.tsx'
import { useCommand } from '../../data/commands.ts'
import { go, goInstead } from '../../shell/routes.ts'
import { ServicesField } from '../reviews/document/ServicesField.tsx'
import { choicesOf, labelWords, severityChoices, timeNames } from '../words.ts'
import './incidents.css'

const noTimes: IncidentTimes = {
  started: null,
  detected: null,
  acknowledged: null,
  mitigated: null,
  resolved: null,
}
const names = Object.keys(timeNames) as (keyof IncidentTimes)[]

/** A new incident. Only what happened must be said; everything else can be added as it becomes known. */
export default function NewIncident() {
  const [title, setTitle] = useState('')
  const [tried, setTried] = useState(false)
  const [severity, setSeverity] = useState<Severity>('unknown')
  const [label, setLabel] = useState<Sensitivity>('internal')
  const [times, setTimes] = useState(noTimes)
  const [impact, setImpact] = useState('')
  const [serviceIds, setServiceIds] = useState<string[]>([])
  const create = useCommand('incidents.create')
  const submit = async () => {
    setTried(true)
    if (!title.trim()) return
    const made = await create.run({ title, severity, label, times, impact, serviceIds })
    if (made) goInstead(['incidents', made.id])
  }
  return (
    <div className="room">
      <RoomHead title="New incident" />
      <div className="room-scroll sheet-body">
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <TextField
            label="What happened"
            value={title}
            onChange={setTitle}
            placeholder="Checkout returned errors for 40 minutes"
            error={tried && !title.trim() ? 'Say in a few words what happened.' : null}
            maxLength={300}
            autoFocus
          />
          <div className="form-pair">
            <Select label="Severity" choices={severityChoices} value={severity} onChange={setSeverity} />
            <Select label="Label" choices={choicesOf(labelWords)} value={label} onChange={setLabel} />
          </div>
          <div className="form-pair">
            {names.map((name) => (
              <TimeField
                key={name}
                label={timeNames[name]}
                value={times[name]}
                eager
                onChange={(time) => setTimes((known) => ({ ...known, [name]: time }))}
              />
            ))}
          </div>
          <ServicesField chosen={serviceIds} disabled={false} onChange={setServiceIds} />
          <TextField
            label="Impact"
            optional
            help="Who was affected, how, and for how long."
            lines={3}
            value={impact}
            onChange={setImpact}
          />
          <ErrorNote error={create.error} />
          <div className="form-actions">
            <Button variant="primary" type="submit" isDisabled={create.pending}>
              Create incident
            </Button>
            <Button variant="quiet" onPress={() => go(['incidents'])}>
              Cancel
            </Button>
          </div>
        </form>
      </div>
    </div>
  )
}
