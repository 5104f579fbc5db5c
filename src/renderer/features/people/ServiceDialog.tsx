import { useState } from 'react'
import { ComboBox } from '../../components/ComboBox.tsx'
import { Decision } from '../../components/Dialog.tsx'
import { say } from '../../components/quietStatus.ts'
import { TextField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { useQueryOf } from '../../data/queries.ts'
import type { Service } from './ServicesList.tsx'

export function ServiceDialog({ service, onClose }: { service: Service | null; onClose: () => void }) {
  const teams = useQueryOf('teams.list', {}).data ?? []
  const [name, setName] = useState(service?.name ?? '')
  const [description, setDescription] = useState(service?.description ?? '')
  const [teamId, setTeamId] = useState<string | null>(service?.teamId ?? null)
  const save = useCommand('services.save')
  return (
    <Decision
      title={service ? `Service ${service.name}` : 'Add a service'}
      action={service ? 'Save service' : 'Add service'}
      waiting={!name.trim()}
      error={save.error}
      onClose={onClose}
      onDecide={async () => {
        const known = service ? { id: service.id, version: service.version } : {}
        const done = await save.run({ ...known, name, description, teamId })
        if (done) say(service ? 'Saved' : `${name.trim()} was added`)
        return Boolean(done)
      }}
    >
      <TextField label="Name" value={name} onChange={setName} autoFocus />
      <TextField label="What it does" optional value={description} onChange={setDescription} />
      <ComboBox
        label="Team that looks after it"
        choices={teams.map((team) => ({ id: team.id, label: team.name }))}
        value={teamId}
        onChange={setTeamId}
      />
    </Decision>
  )
}
