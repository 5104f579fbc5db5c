import { useState } from 'react'
import { ComboBox } from '../../components/ComboBox.tsx'
import { Decision } from '../../components/Dialog.tsx'
import { say } from '../../components/quietStatus.ts'
import { PassphraseField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { useActor } from '../../shell/useWorkspace.ts'
import { usePeople } from '../usePeople.ts'
import { NewPassphrase } from './NewPassphrase.tsx'

/** A key for a person, certified by the workspace's root. */
export function CreateIdentity({ onClose }: { onClose: () => void }) {
  const { people, choices } = usePeople()
  const actor = useActor()
  const [personId, setPersonId] = useState<string | null>(actor?.id ?? null)
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [rootPassphrase, setRootPassphrase] = useState('')
  const create = useCommand('identities.create')
  const person = people.find((one) => one.id === personId)
  return (
    <Decision
      title="Create a signing key"
      action="Create signing key"
      waiting={!person || !passphrase}
      error={create.error}
      onClose={onClose}
      onDecide={async () => {
        if (!person || !passphrase) return false
        const made = await create.run({
          personId: person.id,
          passphrase,
          ...(rootPassphrase ? { rootPassphrase } : {}),
        })
        if (made) say(`${person.name} can sign now`)
        return Boolean(made)
      }}
    >
      <ComboBox
        label="Person"
        choices={choices}
        value={personId}
        onChange={setPersonId}
        help={
          person?.canSign
            ? `${person.name} has a valid key already; the new one is used from now on.`
            : undefined
        }
      />
      <NewPassphrase label="Passphrase for signing" onChange={setPassphrase} />
      <PassphraseField
        label="Passphrase of the root key"
        optional
        help="Only where the root key was given a passphrase of its own."
        value={rootPassphrase}
        onChange={setRootPassphrase}
      />
    </Decision>
  )
}
