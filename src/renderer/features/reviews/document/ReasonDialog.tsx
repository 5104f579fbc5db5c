import { useState } from 'react'
import { Decision } from '../../../components/Dialog.tsx'
import { TextField } from '../../../components/TextField.tsx'
import type { CallFailure } from '../../../data/call.ts'

export interface ReasonDialogProps {
  title: string
  action: string
  label: string
  help?: string
  danger?: boolean
  error: CallFailure | null
  onReason: (reason: string) => Promise<boolean>
  onClose: () => void
}

/** A decision that is kept with its reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const [reason, setReason] = useState('')
  return (
    <Decision
      title={props.title}
      action={props.action}
      danger={props.danger}
      waiting={reason.trim().length < 3}
      error={props.error}
      onDecide={() => props.onReason(reason.trim())}
      onClose={props.onClose}
    >
      <TextField
        label={props.label}
        help={props.help}
        lines={3}
        value={reason}
        onChange={setReason}
        autoFocus
      />
    </Decision>
  )
}
