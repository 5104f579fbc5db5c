import { useState } from 'react'
import { Decision } from '../../components/Dialog.tsx'
import { say } from '../../components/quietStatus.ts'
import { PassphraseField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'

/** Another passphrase for the workspace; people's signing keys keep theirs. */
export function ChangePassphraseDialog({ onClose }: { onClose: () => void }) {
  const [old, setOld] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const change = useCommand('workspace.changePassphrase')
  const differs = again !== '' && again !== passphrase
  return (
    <Decision
      title="Change the workspace's passphrase"
      action="Change passphrase"
      waiting={!old || !passphrase || again !== passphrase}
      error={change.error}
      onClose={onClose}
      onDecide={async () => {
        const done = await change.run({ passphrase: old, newPassphrase: passphrase })
        if (done) say('The passphrase was changed')
        return Boolean(done)
      }}
    >
      <PassphraseField label="Passphrase now" value={old} onChange={setOld} autoComplete="current-password" />
      <PassphraseField
        label="New passphrase"
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="new-password"
      />
      <PassphraseField
        label="New passphrase again"
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
        error={differs ? 'This differs from the new passphrase.' : null}
      />
    </Decision>
  )
}
