import { useState } from 'react'
import type { Identity } from '#shared/contract/identities.ts'
import { Decision } from '../../components/Dialog.tsx'
import { say } from '../../components/quietStatus.ts'
import { PassphraseField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { NewPassphrase } from './NewPassphrase.tsx'

/** Another passphrase for one key; the key and its certificate stay the same. */
export function ChangeKeyPassphrase({ identity, onClose }: { identity: Identity; onClose: () => void }) {
  const [old, setOld] = useState('')
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const change = useCommand('identities.changePassphrase')
  return (
    <Decision
      title={`Passphrase of the key of ${identity.person?.name ?? 'the workspace'}`}
      action="Change passphrase"
      waiting={!old || !passphrase}
      error={change.error}
      onClose={onClose}
      onDecide={async () => {
        const done = await change.run({ id: identity.id, passphrase: old, newPassphrase: passphrase ?? '' })
        if (done) say('The passphrase was changed')
        return Boolean(done)
      }}
    >
      <PassphraseField label="Passphrase now" value={old} onChange={setOld} autoFocus />
      <NewPassphrase onChange={setPassphrase} />
    </Decision>
  )
}
