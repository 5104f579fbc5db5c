import { useState } from 'react'
import { ComboBox } from '../../components/ComboBox.tsx'
import { Decision } from '../../components/Dialog.tsx'
import { say } from '../../components/quietStatus.ts'
import { PassphraseField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { usePeople } from '../usePeople.ts'
import { SampleNote } from './SampleNote.tsx'

/** Who acts from now on; a person with a signing key proves to be that person. */
export function ActAsDialog({ onClose }: { onClose: () => void }) {
  const { people, choices } = usePeople()
  const [personId, setPersonId] = useState<string | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const actAs = useCommand('workspace.actAs')
  const person = people.find((entry) => entry.id === personId)
  return (
    <Decision
      title="Switch person"
      action={person ? `Act as ${person.name}` : 'Act as this person'}
      waiting={!person || (person.canSign && !passphrase)}
      error={actAs.error}
      onClose={onClose}
      onDecide={async () => {
        if (!person) return false
        const done = await actAs.run({ personId: person.id, ...(passphrase ? { passphrase } : {}) })
        if (done) say(`${done.person.name} acts from now on`)
        return Boolean(done)
      }}
    >
      <ComboBox label="Person" choices={choices} value={personId} onChange={setPersonId} />
      {person?.canSign && (
        <PassphraseField label={`Passphrase of ${person.name}`} value={passphrase} onChange={setPassphrase} />
      )}
      <SampleNote />
    </Decision>
  )
}
