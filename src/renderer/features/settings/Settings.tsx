import type { ReactNode } from 'react'
import { runCommand } from '../../commands/registry.ts'
import { Button } from '../../components/Button.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { RoomHead } from '../../components/Toolbar.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { useWorkspace } from '../../shell/useWorkspace.ts'
import { DesktopSettings } from '../desktop/DesktopSettings.tsx'
import { roleWords } from '../words.ts'
import { SampleNote } from '../workspace/SampleNote.tsx'
import { closeWorkspace } from '../workspace/WorkspaceCommands.tsx'
import { BackupPart } from './BackupPart.tsx'
import { TimestampAuthority } from './TimestampAuthority.tsx'
import { WindowSettings } from './WindowSettings.tsx'
import './settings.css'

/** The workspace as a whole, what leaves this computer, and how the window looks. */
export default function Settings() {
  const workspace = useWorkspace()
  const version = useQueryOf('workspace.state', {}).data?.version
  if (!workspace) return null
  const { person } = workspace
  const roles = person.roles.map((role) => roleWords[role].toLowerCase()).join(', ')
  return (
    <div className="room">
      <RoomHead title="Settings" />
      <div className="room-scroll settings">
        <Part title="Workspace">
          <Facts>
            <Fact name="Name">{workspace.name}</Fact>
            <Fact name="Folder">
              <span className="mono">{workspace.path}</span>
            </Fact>
            <Fact name="Encryption">
              {workspace.encrypted
                ? 'The database and every piece of evidence are encrypted under the workspace’s passphrase.'
                : 'Not encrypted. Who can read the folder can read everything in it.'}
            </Fact>
            <Fact name="Acting">
              {person.name}
              {roles && `, ${roles}`}
            </Fact>
          </Facts>
          <SampleNote />
          <div className="row-wrap">
            <Button onPress={() => runCommand('workspace.actAs')}>Switch person</Button>
            <Button onPress={() => runCommand('workspace.changePassphrase')}>Change passphrase</Button>
            <Button onPress={closeWorkspace}>Close workspace</Button>
          </div>
          <p className="quiet small">
            Nobody can bring a forgotten passphrase back. People's signing keys keep passphrases of their own.
          </p>
        </Part>
        <Part title="Backup">
          <BackupPart />
        </Part>
        <Part title="What Afterword sends">
          <p>
            <strong>Nothing.</strong> It makes no connection, asks for no updates, counts no use and reports
            no faults. Files leave this computer only where you save them.
          </p>
          <p className="quiet">
            One exception, which is off until you turn it on: a time-stamping authority receives the hash of
            what you export. From a hash, nobody can tell what was exported.
          </p>
          <TimestampAuthority />
        </Part>
        <DesktopSettings />
        <Part title="This window">
          <WindowSettings />
        </Part>
        <Part title="About">
          <p className="quiet">Afterword {version}, free software under the MIT licence.</p>
        </Part>
      </div>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="settings-part" aria-label={title}>
      <h2>{title}</h2>
      <div className="stack">{children}</div>
    </section>
  )
}
