import { Paperclip } from 'lucide-react'
import { useRef, useState } from 'react'
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
  const [criterion, setCriterion] = useState('')
  const [note, setNote] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const update = useCommand('actions.update')
  const close = useCommand('actions.close')
  const add = useCommand('evidence.add')
  const lacksCriterion = useRef(!action.criterion.trim()).current
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
      waiting={note.trim().length < 3 || (lacksCriterion && !criterion.trim())}
      error={update.error ?? close.error}
      onClose={onClose}
      onDecide={async () => {
        const { id } = action
        // What it counts as done by is agreed before it is said to be met.
        const agreed = lacksCriterion
          ? await update.run({ id, version: action.version, criterion })
          : { version: action.version }
        if (!agreed) return false
        const { version } = agreed
        const done = await close.run({ id, version, note: note.trim(), evidenceIds: chosen })
        if (done) say(`${action.key} is done`)
        return Boolean(done)
      }}
    >
      {lacksCriterion ? (
        <TextField
          label="It counts as done when"
          help="This was not agreed yet."
          value={criterion}
          onChange={setCriterion}
          autoFocus
        />
      ) : (
        <p className="quiet">It counts as done when: {action.criterion}</p>
      )}
      <TextField
        label="How this is met"
        lines={3}
        value={note}
        onChange={setNote}
        autoFocus={!lacksCriterion}
      />
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
