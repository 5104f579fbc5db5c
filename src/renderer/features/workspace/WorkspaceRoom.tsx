import { runCommand } from '../../commands/registry.ts'
import { Button } from '../../components/Button.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { RoomHead } from '../../components/Toolbar.tsx'
import { useWorkspace } from '../../shell/useWorkspace.ts'
import { roleWords } from '../words.ts'
import { SampleNote } from './SampleNote.tsx'
import { backUp, closeWorkspace } from './WorkspaceCommands.tsx'

/** The open workspace: where it is, who acts, and what can be done with it as a whole. */
export default function WorkspaceRoom() {
  const workspace = useWorkspace()
  if (!workspace) return null
  const { person } = workspace
  return (
    <div className="room">
      <RoomHead title={workspace.name} />
      <div className="room-scroll stack">
        <Facts>
          <Fact name="Folder">{workspace.path}</Fact>
          <Fact name="Encryption">
            {workspace.encrypted ? 'Encrypted with its passphrase' : 'Not encrypted'}
          </Fact>
          <Fact name="Acting">
            {person.name}
            {person.roles.length > 0 &&
              `, ${person.roles.map((role) => roleWords[role].toLowerCase()).join(', ')}`}
          </Fact>
        </Facts>
        <SampleNote />
        <div className="form-actions">
          <Button onPress={() => runCommand('workspace.actAs')}>Switch person</Button>
          <Button onPress={() => void backUp()}>Back up</Button>
          <Button onPress={() => runCommand('workspace.changePassphrase')}>Change passphrase</Button>
          <Button onPress={closeWorkspace}>Close workspace</Button>
        </div>
      </div>
    </div>
  )
}
