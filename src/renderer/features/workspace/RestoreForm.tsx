import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { OfferedFile } from '#shared/contract/common.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { PassphraseField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { pickFile } from '../../data/port.ts'
import { useHandedFile } from '../desktop/handedOver.ts'
import { FolderField } from './FolderField.tsx'

/** Brings a backup back, into a new folder. */
export function RestoreForm(props: { onBack: () => void; onRestored: (path: string) => void }) {
  const [file, setFile] = useState<OfferedFile | null>(null)
  const [path, setPath] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const restore = useCommand('workspace.restore')
  useHandedFile('restore', setFile)
  const submit = async () => {
    if (!file) return
    const folder = await restore.run({ file: file.ref, path, passphrase })
    if (folder) props.onRestored(folder.path)
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <header className="start-head">
        <h1>Restore a backup</h1>
      </header>
      <div className="row">
        <Button onPress={() => void pickFile().then((chosen) => chosen && setFile(chosen))}>
          Choose a backup
        </Button>
        <span className="quiet truncate">{file?.name ?? 'No file chosen'}</span>
      </div>
      <FolderField label="New folder" value={path} onChange={setPath} />
      <PassphraseField label="Passphrase of the workspace" value={passphrase} onChange={setPassphrase} />
      <ErrorNote error={restore.error} />
      <div className="form-actions">
        <Button variant="primary" type="submit" isDisabled={restore.pending || !file || !path || !passphrase}>
          Restore into the new folder
        </Button>
        <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onPress={props.onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}
