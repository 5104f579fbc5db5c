import type { Action } from '#shared/contract/actions.ts'
import type { CallInput } from '#shared/contract/index.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { say } from '../../components/quietStatus.ts'
import { Select } from '../../components/Select.tsx'
import { call } from '../../data/call.ts'
import { useCommand } from '../../data/commands.ts'
import { PersonField } from '../people/PersonField.tsx'
import { SavedField } from '../SavedField.tsx'
import { choicesOf, priorityWords } from '../words.ts'
import '../sheets.css'

type Fields = Omit<CallInput<'actions.update'>, 'id' | 'version'>

/** The fields of an action, each saved when it is left. */
export function ActionFields({ action, disabled }: { action: Action; disabled: boolean }) {
  const update = useCommand('actions.update')
  const { id, version } = action
  const choose = (fields: Fields) =>
    void update.run({ id, version, ...fields }).then((done) => done && say('Saved'))
  const save = (fields: Fields) => call('actions.update', { id, version, ...fields })
  return (
    <div className="inspector-form">
      <SavedField
        label="Title"
        value={action.title}
        required
        disabled={disabled}
        lines={2}
        onSave={(title) => save({ title })}
      />
      <PersonField
        label="Owner"
        placeholder="One person"
        person={action.owner}
        disabled={disabled}
        onSave={(ownerId) => choose({ ownerId })}
      />
      <SavedField
        label="It counts as done when"
        value={action.criterion}
        lines={2}
        disabled={disabled}
        placeholder="What somebody else can look at and agree"
        onSave={(criterion) => save({ criterion })}
      />
      <Select
        label="Priority"
        choices={choicesOf(priorityWords)}
        value={action.priority}
        disabled={disabled}
        onChange={(priority) => choose({ priority })}
      />
      <SavedField
        label="Detail"
        optional
        value={action.detail}
        lines={3}
        disabled={disabled}
        onSave={(detail) => save({ detail })}
      />
      <ErrorNote error={update.error} />
    </div>
  )
}
