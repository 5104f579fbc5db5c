import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { PassphraseField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { useQueryOf } from '../../data/queries.ts'
import { RememberChoice, rememberPassphrase } from '../desktop/RememberChoice.tsx'
import { FolderField } from './FolderField.tsx'

interface OpenFormProps {
  path: string
  onBack: () => void
  onRestore: () => void
  /** What can be read of a damaged one is to be saved. */
  onSalvage: (path: string) => void
}

/** Opens a workspace by its folder and passphrase. */
export function OpenForm({ path: known, onBack, onRestore, onSalvage }: OpenFormProps) {
  const [path, setPath] = useState(known)
  const [passphrase, setPassphrase] = useState('')
  const [keep, setKeep] = useState(false)
  const open = useCommand('workspace.open')
  const submit = async () => {
    const opened = await open.run({ path, passphrase })
    if (opened && keep) rememberPassphrase(opened.path, passphrase)
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (path && passphrase) void submit()
      }}
    >
      <header className="start-head">
        <h1>Open a workspace</h1>
      </header>
      <FolderField label="Folder" value={path} onChange={setPath} autoFocus={!known} />
      <PassphraseField
        label="Passphrase"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus={Boolean(known)}
        autoComplete="current-password"
      />
      <RememberChoice path={path} checked={keep} onChange={setKeep} />
      <ErrorNote error={open.error} />
      <div className="form-actions">
        <Button variant="primary" type="submit" isDisabled={open.pending || !path || !passphrase}>
          {open.pending ? 'Opening the workspace' : 'Open workspace'}
        </Button>
        <Button onPress={onRestore}>Restore a backup</Button>
        <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onPress={onBack}>
          Back
        </Button>
      </div>
      <p className="row">
        <span className="quiet grow">If it is damaged, and no backup has what came last:</span>
        <Button
          variant={open.error?.code === 'corrupt' ? 'secondary' : 'quiet'}
          onPress={() => onSalvage(path)}
        >
          Save what can be read
        </Button>
      </p>
    </form>
  )
}

/** The workspaces that were opened before on this computer. */
OpenForm.Recent = function Recent({ onChoose }: { onChoose: (path: string) => void }) {
  const recent = useQueryOf('workspace.recent', {}).data ?? []
  if (recent.length === 0) return null
  return (
    <section className="recent">
      <h2>Opened before</h2>
      {recent.map((entry) => (
        <AriaButton
          key={entry.path}
          className="recent-entry"
          isDisabled={!entry.present}
          onPress={() => onChoose(entry.path)}
        >
          <strong>{entry.name}</strong>
          <span className="faint small truncate grow">
            {entry.present ? entry.path : 'The folder is not there'}
          </span>
        </AriaButton>
      ))}
    </section>
  )
}
