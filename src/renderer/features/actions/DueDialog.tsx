import { useState } from 'react'
import type { Action } from '#shared/contract/actions.ts'
import { Decision } from '../../components/Dialog.tsx'
import { DayField } from '../../components/dates/DayField.tsx'
import { say } from '../../components/quietStatus.ts'
import { TextField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'

/** Another due date, with its reason where one was agreed before. */
export function DueDialog({ action, onClose }: { action: Action; onClose: () => void }) {
  const [dueOn, setDueOn] = useState(action.dueOn)
  const [reason, setReason] = useState('')
  const change = useCommand('actions.changeDue')
  const asksReason = action.dueOn !== null
  return (
    <Decision
      title={`Due date of ${action.key}`}
      action={asksReason ? 'Change due date' : 'Set due date'}
      waiting={dueOn === action.dueOn || (asksReason && reason.trim().length < 3)}
      error={change.error}
      onClose={onClose}
      onDecide={async () => {
        const { id, version } = action
        const done = await change.run({ id, version, dueOn, reason: reason.trim() })
        if (done) say(`The due date of ${action.key} was changed`)
        return Boolean(done)
      }}
    >
      <DayField label="Due" value={dueOn} onChange={setDueOn} />
      {asksReason && (
        <TextField
          label="Why it changes"
          help="The first date stays in the history; reports count from it."
          lines={2}
          value={reason}
          onChange={setReason}
        />
      )}
    </Decision>
  )
}
