import { useState } from 'react'
import type { Evidence } from '#shared/contract/evidence.ts'
import { Decision } from '../../components/Dialog.tsx'
import { say } from '../../components/quietStatus.ts'
import { TextField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'

/** Notes that evidence was handed to somebody, outside Afterword too. */
export function TransferDialog({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const transfer = useCommand('evidence.transfer')
  return (
    <Decision
      title={`Record a transfer of ${evidence.number}`}
      action="Record transfer"
      waiting={!to.trim() || note.trim().length < 3}
      error={transfer.error}
      onClose={onClose}
      onDecide={async () => {
        const done = await transfer.run({ id: evidence.id, to: to.trim(), note: note.trim() })
        if (done) say('The transfer was recorded in its custody')
        return Boolean(done)
      }}
    >
      <p className="quiet">The file stays here; custody notes who received a copy, and why.</p>
      <TextField label="To whom" value={to} onChange={setTo} autoFocus placeholder="Person or organisation" />
      <TextField label="Why, and how it was handed over" lines={2} value={note} onChange={setNote} />
    </Decision>
  )
}
