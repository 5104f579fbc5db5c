import type { Evidence } from '#shared/contract/evidence.ts'
import type { CallInput } from '#shared/contract/index.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { say } from '../../components/quietStatus.ts'
import { Select } from '../../components/Select.tsx'
import { call } from '../../data/call.ts'
import { useCommand } from '../../data/commands.ts'
import { SavedDay } from '../SavedDay.tsx'
import { SavedField } from '../SavedField.tsx'
import { choicesOf, labelWords } from '../words.ts'
import '../sheets.css'

type Fields = Omit<CallInput<'evidence.update'>, 'id' | 'version'>

/** What is said about evidence; the file itself never changes. */
export function EvidenceFields({ evidence }: { evidence: Evidence }) {
  const update = useCommand('evidence.update')
  const { id, version } = evidence
  const save = (fields: Fields) => call('evidence.update', { id, version, ...fields })
  const choose = (fields: Fields) =>
    void update.run({ id, version, ...fields }).then((done) => done && say('Saved'))
  return (
    <div className="inspector-form">
      <SavedField
        label="Title"
        required
        lines={2}
        value={evidence.title}
        onSave={(title) => save({ title })}
      />
      <SavedField
        label="Source"
        value={evidence.source}
        placeholder="Where it comes from: system, panel, person"
        onSave={(source) => save({ source })}
      />
      <SavedDay
        label="About the time, from"
        optional
        help="The time that it speaks of, apart from when it was received."
        value={evidence.effectiveFrom}
        onSave={(effectiveFrom) => choose({ effectiveFrom })}
      />
      <SavedDay
        label="About the time, to"
        optional
        value={evidence.effectiveTo}
        onSave={(effectiveTo) => choose({ effectiveTo })}
      />
      <Select
        label="Label"
        help="An export takes the strictest label of what is in it."
        choices={choicesOf(labelWords)}
        value={evidence.label}
        onChange={(label) => choose({ label })}
      />
      <ErrorNote error={update.error} />
    </div>
  )
}
