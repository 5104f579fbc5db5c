import { useState } from 'react'
import type { Role } from '#shared/domain/roles.ts'
import { Decision } from '../../components/Dialog.tsx'
import { say } from '../../components/quietStatus.ts'
import { TextField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { RolesField } from './RolesField.tsx'

export function NewPerson({ onClose, onAdded }: { onClose: () => void; onAdded: (id: string) => void }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<Role[]>(['responder'])
  const create = useCommand('people.create')
  return (
    <Decision
      title="Add a person"
      action="Add person"
      waiting={!name.trim()}
      error={create.error}
      onClose={onClose}
      onDecide={async () => {
        const added = await create.run({ name, email, roles })
        if (!added) return false
        say(`${name.trim()} was added`)
        onAdded(added.id)
        return true
      }}
    >
      <TextField label="Name" value={name} onChange={setName} autoFocus />
      <TextField label="E-mail" optional type="email" value={email} onChange={setEmail} />
      <RolesField value={roles} onChange={setRoles} />
    </Decision>
  )
}
