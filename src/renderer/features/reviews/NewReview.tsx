import { useState } from 'react'
import type { Severity } from '#shared/domain/reviewContent.ts'
import { ComboBox } from '../../components/ComboBox.tsx'
import { Decision } from '../../components/Dialog.tsx'
import { Select } from '../../components/Select.tsx'
import { TextField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { useQueryOf } from '../../data/queries.ts'
import { go } from '../../shell/routes.ts'
import { useActor } from '../../shell/useWorkspace.ts'
import { usePeople } from '../usePeople.ts'
import { severityChoices } from '../words.ts'

const newIncident = 'new'

/** Starts a review: of an incident that is known, or of a new one. */
export function NewReview({ incidentId: known, onClose }: { incidentId?: string; onClose: () => void }) {
  const actor = useActor()
  const incidents = useQueryOf('incidents.list', { limit: 500 }, { enabled: !known }).data?.rows ?? []
  const incident = useQueryOf('incidents.get', { id: known ?? '' }, { enabled: Boolean(known) })
  const templates = useQueryOf('templates.list', {}).data ?? []
  const { choices } = usePeople()
  const [incidentId, setIncidentId] = useState<string | null>(known ?? newIncident)
  const [title, setTitle] = useState('')
  const [severity, setSeverity] = useState<Severity>('unknown')
  const [templateId, setTemplateId] = useState<string | null>(null)
  const [facilitatorId, setFacilitatorId] = useState<string | null>(actor?.id ?? null)
  const createIncident = useCommand('incidents.create')
  const create = useCommand('reviews.create')
  const isNew = incidentId === newIncident
  const usual = templates.find((entry) => entry.id === 'blameless-standard') ?? templates[0]
  const template = templateId ?? usual?.id ?? null
  const start = async () => {
    const incident = isNew ? await createIncident.run({ title, severity }) : { id: incidentId ?? '' }
    if (!incident) return false
    const review = await create.run({ incidentId: incident.id, templateId: template ?? '', facilitatorId })
    if (!review) {
      setIncidentId(incident.id)
      return false
    }
    go(['reviews', review.id])
    return true
  }
  return (
    <Decision
      title="New review"
      action="Start review"
      waiting={!incidentId || !template || (isNew && !title.trim())}
      error={createIncident.error ?? create.error}
      onDecide={start}
      onClose={onClose}
    >
      {known ? (
        <p>
          Of {incident.data?.key} {incident.data?.title}
        </p>
      ) : (
        <ComboBox
          label="Incident"
          value={incidentId}
          onChange={setIncidentId}
          choices={[
            { id: newIncident, label: 'A new incident' },
            ...incidents.map(({ id, key, title }) => ({ id, label: `${key} ${title}` })),
          ]}
        />
      )}
      {isNew && (
        <>
          <TextField
            label="What happened"
            value={title}
            onChange={setTitle}
            placeholder="Checkout returned errors for 40 minutes"
            autoFocus
          />
          <Select label="Severity" choices={severityChoices} value={severity} onChange={setSeverity} />
        </>
      )}
      <Select
        label="Template"
        choices={templates.map((template) => ({
          id: template.id,
          label: template.name,
          detail: template.description,
        }))}
        value={template}
        onChange={setTemplateId}
      />
      <ComboBox label="Facilitator" choices={choices} value={facilitatorId} onChange={setFacilitatorId} />
    </Decision>
  )
}
