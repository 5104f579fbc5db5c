import { Upload } from 'lucide-react'
import { useState } from 'react'
import type { OfferedFile } from '#shared/contract/common.ts'
import { Button } from '../../components/Button.tsx'
import { ComboBox } from '../../components/ComboBox.tsx'
import { Decision } from '../../components/Dialog.tsx'
import { say } from '../../components/quietStatus.ts'
import { PassphraseField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { pickFile } from '../../data/port.ts'
import { useActor } from '../../shell/useWorkspace.ts'
import { usePeople } from '../usePeople.ts'
import { NewPassphrase } from './NewPassphrase.tsx'

/** A key that an organisation issued, from its PKCS #12 file. */
export function ImportIdentity({ onClose }: { onClose: () => void }) {
  const { choices } = usePeople()
  const actor = useActor()
  const [file, setFile] = useState<OfferedFile | null>(null)
  const [personId, setPersonId] = useState<string | null>(actor?.id ?? null)
  const [filePassphrase, setFilePassphrase] = useState('')
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const take = useCommand('identities.importPkcs12')
  return (
    <Decision
      title="Import a signing key"
      action="Import signing key"
      waiting={!file || !personId || !passphrase}
      error={take.error}
      onClose={onClose}
      onDecide={async () => {
        if (!file || !personId || !passphrase) return false
        const done = await take.run({ personId, file: file.ref, filePassphrase, passphrase })
        if (done) say('The signing key was imported')
        return Boolean(done)
      }}
    >
      <p className="quiet">
        A PKCS #12 file (.p12, .pfx) holds a key and its certificate. Afterword keeps the key under a new
        passphrase; the file itself is not kept.
      </p>
      <div className="row">
        <Button
          icon={<Upload aria-hidden />}
          onPress={() => void pickFile(['.p12', '.pfx']).then((chosen) => chosen && setFile(chosen))}
        >
          Choose a file
        </Button>
        <span className="quiet truncate">{file?.name ?? 'No file chosen'}</span>
      </div>
      <PassphraseField label="Passphrase of the file" value={filePassphrase} onChange={setFilePassphrase} />
      <ComboBox label="Person" choices={choices} value={personId} onChange={setPersonId} />
      <NewPassphrase label="Passphrase for signing" onChange={setPassphrase} />
    </Decision>
  )
}
