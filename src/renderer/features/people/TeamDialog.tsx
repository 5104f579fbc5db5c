import { useState } from 'react'
import { Decision } from '../../components/Dialog.tsx'
import { say } from '../../components/quietStatus.ts'
import { TextField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { PeopleField } from './PeopleField.tsx'
import type { Team } from './TeamsList.tsx'

export function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const [name, setName] = useState(team?.name ?? '')
  const [memberIds, setMemberIds] = useState(team?.memberIds ?? [])
  const save = useCommand('teams.save')
  return (
    <Decision
      title={team ? `Team ${team.name}` : 'Add a team'}
      action={team ? 'Save team' : 'Add team'}
      waiting={!name.trim()}
      error={save.error}
      onClose={onClose}
      onDecide={async () => {
        const known = team ? { id: team.id, version: team.version } : {}
        const done = await save.run({ ...known, name, memberIds })
        if (done) say(team ? 'Saved' : `${name.trim()} was added`)
        return Boolean(done)
      }}
    >
      <TextField label="Name" value={name} onChange={setName} autoFocus />
      <PeopleField label="Members" addLabel="Add a member" value={memberIds} onChange={setMemberIds} />
    </Decision>
  )
}
