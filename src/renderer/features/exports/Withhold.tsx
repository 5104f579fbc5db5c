import { EyeOff, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../components/Button.tsx'
import { Select } from '../../components/Select.tsx'
import { TextField } from '../../components/TextField.tsx'
import { useQueryOf } from '../../data/queries.ts'

export interface Withheld {
  evidenceId: string
  reason: string
}

interface WithholdProps {
  reviewId: string
  value: readonly Withheld[]
  onChange: (value: Withheld[]) => void
}

/** Evidence that stays out of this export, each with its reason; the export says so by name. */
export function Withhold({ reviewId, value, onChange }: WithholdProps) {
  const evidence = useQueryOf('evidence.ofReview', { reviewId }).data ?? []
  const [adding, setAdding] = useState(false)
  const [evidenceId, setEvidenceId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const rest = evidence.filter((one) => !value.some((held) => held.evidenceId === one.id))
  const titleOf = (id: string) => {
    const found = evidence.find((one) => one.id === id)
    return found ? `${found.number} ${found.title}` : 'Evidence'
  }
  const add = () => {
    if (!evidenceId || reason.trim().length < 3) return
    onChange([...value, { evidenceId, reason: reason.trim() }])
    setAdding(false)
    setEvidenceId(null)
    setReason('')
  }
  if (evidence.length === 0) return null
  return (
    <fieldset className="withhold">
      <legend className="field-label">Held back</legend>
      {value.length > 0 && (
        <ul>
          {value.map((held) => (
            <li key={held.evidenceId}>
              <span className="grow">
                {titleOf(held.evidenceId)}
                <span className="quiet">: {held.reason}</span>
              </span>
              <IconButton
                label={`Do not withhold ${titleOf(held.evidenceId)}`}
                onPress={() => onChange(value.filter((one) => one !== held))}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <div className="withhold-add">
          <Select
            label="Evidence to withhold"
            choices={rest.map((one) => ({ id: one.id, label: `${one.number} ${one.title}` }))}
            value={evidenceId}
            onChange={setEvidenceId}
          />
          <TextField
            label="Why it is withheld"
            value={reason}
            onChange={setReason}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
          <div className="row">
            <Button isDisabled={!evidenceId || reason.trim().length < 3} onPress={add}>
              Withhold it
            </Button>
            <Button variant="quiet" onPress={() => setAdding(false)}>
              Cancel
            </Button>
          </div>
        </div>
      ) : (
        rest.length > 0 && (
          <div>
            <Button variant="quiet" icon={<EyeOff aria-hidden />} onPress={() => setAdding(true)}>
              Withhold evidence
            </Button>
          </div>
        )
      )}
    </fieldset>
  )
}
