import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '#shared/contract/index.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { PassphraseField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { FolderField } from './FolderField.tsx'

/** Saves what can still be read of a damaged workspace, as plain files. */
export function SalvageForm({ path: known, onBack }: { path: string; onBack: () => void }) {
  const [path, setPath] = useState(known)
  const [folder, setFolder] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [found, setFound] = useState<Output<'workspace.salvage'> | null>(null)
  const salvage = useCommand('workspace.salvage')
  const submit = async () => {
    const result = await salvage.run({ path, folder, passphrase })
    if (result) setFound(result)
  }
  if (found) return <Found found={found} onBack={onBack} />
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <header className="start-head">
        <h1>Save what can be read</h1>
        <p className="quiet">
          Reviews, action items, evidence and the audit log of a damaged workspace go into a new folder, with
          a report of what is missing. The workspace itself is only read.
        </p>
      </header>
      <FolderField label="Damaged workspace" value={path} onChange={setPath} />
      <FolderField label="New folder" value={folder} onChange={setFolder} autoFocus />
      <p className="field-help">What is written there is not encrypted.</p>
      <PassphraseField label="Passphrase of the workspace" value={passphrase} onChange={setPassphrase} />
      <ErrorNote error={salvage.error} />
      <div className="form-actions">
        <Button
          variant="primary"
          type="submit"
          isDisabled={salvage.pending || !path || !folder || !passphrase}
        >
          {salvage.pending ? 'Reading the workspace' : 'Save what can be read'}
        </Button>
        <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onPress={onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}

function Found({ found, onBack }: { found: Output<'workspace.salvage'>; onBack: () => void }) {
  const { path, whole, notes, reviews, actions, evidence, log } = found
  return (
    <section className="form" aria-live="polite">
      <header className="start-head">
        <h1>{whole ? 'Everything was read' : 'What could be read was saved'}</h1>
        <p className="quiet">In {path}, not encrypted.</p>
      </header>
      <ul>
        <li>{reviews} reviews</li>
        <li>{actions} action items</li>
        <li>
          {evidence.files} files of evidence{evidence.lost.length > 0 && `, ${evidence.lost.length} lost`}
        </li>
        <li>{log.events} events of the audit log</li>
      </ul>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {!whole && <p>Its report.md names what is missing. A backup may have it.</p>}
      <div className="form-actions">
        <Button icon={<ArrowLeft aria-hidden />} onPress={onBack} autoFocus>
          Back
        </Button>
      </div>
    </section>
  )
}
