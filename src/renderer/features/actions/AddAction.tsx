import { useRef, useState } from 'react'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { ComboBox } from '../../components/ComboBox.tsx'
import { DayField } from '../../components/dates/DayField.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { say } from '../../components/quietStatus.ts'
import { TextField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { usePeople } from '../usePeople.ts'
import './actions.css'

export const addActionFieldId = 'add-action'

/** One line for a new action: title, owner, day and criterion by Tab; Enter adds it, and the next one can follow. */
export function AddAction({ reviewId }: { reviewId: string }) {
  const line = useRef<HTMLFormElement>(null)
  const { choices } = usePeople()
  const [title, setTitle] = useState('')
  const [criterion, setCriterion] = useState('')
  const [ownerId, setOwnerId] = useState<string | null>(null)
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  const add = useCommand('actions.add')
  const focus = () => line.current?.querySelector('input')?.focus()
  useCommands(
    () => [{ id: 'actions.add', title: 'Add an action', group: 'Review', keys: 'N', run: focus }],
    [],
  )
  const submit = async () => {
    if (!title.trim() || add.pending) return
    const added = await add.run({ reviewId, title, ownerId, dueOn, criterion })
    if (!added) return
    say(`${added.key} was added`)
    setTitle('')
    setCriterion('')
    setOwnerId(null)
    setDueOn(null)
    setTurn(turn + 1)
    focus()
  }
  return (
    <form
      id={addActionFieldId}
      ref={line}
      className="action-add"
      aria-label="Add an action"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="action-line">
        <TextField
          label="What changes"
          value={title}
          onChange={setTitle}
          placeholder="Add an alert on pool saturation"
          maxLength={300}
        />
        <div className="action-line-owner">
          <ComboBox
            key={`owner-${turn}`}
            label="Owner"
            placeholder="One person"
            choices={choices}
            value={ownerId}
            onChange={setOwnerId}
          />
        </div>
        <TextField
          label="It counts as done when"
          value={criterion}
          onChange={setCriterion}
          placeholder="The alert fires in a game day and names the pool"
        />
        <DayField key={`due-${turn}`} label="Due" value={dueOn} onChange={setDueOn} />
        <div className="action-line-do">
          <Button type="submit" isDisabled={!title.trim() || add.pending}>
            Add action
          </Button>
        </div>
      </div>
      <ErrorNote error={add.error} />
    </form>
  )
}
