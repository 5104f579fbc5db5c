import { Paperclip } from 'lucide-react'
import { useState } from 'react'
import type { Action } from '#shared/contract/actions.ts'
import { Button } from '../../components/Button.tsx'
import { Checkbox } from '../../components/Checkbox.tsx'
import { Decision } from '../../components/Dialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { say } from '../../components/quietStatus.ts'
import { TextField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { pickFile } from '../../data/port.ts'
import { useQueryOf } from '../../data/queries.ts'

/** Closes an action with proof: how its criterion is met, and the evidence that shows it. */
export function CloseDialog({ action, onClose }: { action: Action; onClose: () => void }) {
  const evidence = useQueryOf('evidence.ofReview', { reviewId: action.reviewId }).data ?? []
  const [note, setNote] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const close = useCommand('actions.close')
  const add = useCommand('evidence.add')
  const addFile = async () => {
    const file = await pickFile()
    if (!file) return
    const added = await add.run({ reviewId: action.reviewId, file: file.ref, title: file.name })
    if (added) setChosen((ids) => [...ids, added.id])
  }
  return (
    <Decision
      title={`Close ${action.key} with proof`}
      action="Close action"
      waiting={note.trim().length < 3}
      error={close.error}
      onClose={onClose}
      onDecide={async () => {
        const { id, version } = action
        const done = await close.run({ id, version, note: note.trim(), evidenceIds: chosen })
        if (done) say(`${action.key} is done`)
        return Boolean(done)
      }}
    >
      <p className="quiet">
        {action.criterion
          ? `It counts as done when: ${action.criterion}`
          : 'It does not say yet by what it counts as done. Add that first, then close it.'}
      </p>
      <TextField label="How this is met" lines={3} value={note} onChange={setNote} autoFocus />
      <fieldset className="stack-tight">
        <legend className="field-label">Evidence that shows it</legend>
        {evidence.length === 0 && <p className="field-help">This review has no evidence yet.</p>}
        {evidence.map((one) => (
          <Checkbox
            key={one.id}
            checked={chosen.includes(one.id)}
            onChange={(on) => setChosen(on ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))}
          >
            {one.number} {one.title}
          </Checkbox>
        ))}
        <div>
          <Button
            variant="quiet"
            icon={<Paperclip aria-hidden />}
            isDisabled={add.pending}
            onPress={() => void addFile()}
          >
            {add.pending ? 'Adding the file' : 'Add a file as evidence'}
          </Button>
        </div>
        <ErrorNote error={add.error} />
      </fieldset>
    </Decision>
  )
}
