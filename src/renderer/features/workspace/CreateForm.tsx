import { ArrowLeft } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { Checkbox } from '../../components/Checkbox.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { PassphraseField, TextField } from '../../components/TextField.tsx'
import { call } from '../../data/call.ts'
import { useCommand } from '../../data/commands.ts'
import { FolderField } from './FolderField.tsx'

const least = 8

/** A new workspace: its name, its place, its first person, its passphrase. */
export function CreateForm({ onBack }: { onBack: () => void }) {
  const [name, setName] = useState('')
  const [path, setPath] = useState('')
  const [pathTyped, setPathTyped] = useState(false)
  const [person, setPerson] = useState('')
  const [email, setEmail] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [own, setOwn] = useState(false)
  const [signer, setSigner] = useState('')
  const [tried, setTried] = useState(false)
  const create = useCommand('workspace.create')
  useEffect(() => {
    if (pathTyped) return
    let current = true
    call('workspace.suggestFolder', { name }).then(
      (folder) => current && setPath(folder.path),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [name, pathTyped])
  const errors = {
    name: name.trim() ? null : 'Give the workspace a name.',
    path: path.trim() ? null : 'Say where its folder is to be.',
    person: person.trim() ? null : 'Say who you are; reviews name their people.',
    passphrase: passphrase.length >= least ? null : `Use at least ${least} characters.`,
    again: again === passphrase ? null : 'This differs from the passphrase above.',
    signer: !own || signer.length >= least ? null : `Use at least ${least} characters.`,
  }
  const shown = (error: string | null) => (tried ? error : null)
  const submit = () => {
    setTried(true)
    if (Object.values(errors).some(Boolean)) return
    void create.run({
      path,
      name,
      person: { name: person, email },
      passphrase,
      ...(own ? { signerPassphrase: signer } : {}),
    })
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <header className="start-head">
        <h1>Create a workspace</h1>
      </header>
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        autoFocus
        placeholder="Example Ltd reviews"
        error={shown(errors.name)}
      />
      <FolderField
        label="Folder"
        value={path}
        onChange={(typed) => {
          setPathTyped(true)
          setPath(typed)
        }}
        error={shown(errors.path)}
      />
      <div className="form-pair">
        <TextField label="Your name" value={person} onChange={setPerson} error={shown(errors.person)} />
        <TextField label="Your email address" optional value={email} onChange={setEmail} type="email" />
      </div>
      <div className="form-pair">
        <PassphraseField
          label="Passphrase"
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="new-password"
          error={shown(errors.passphrase)}
        />
        <PassphraseField
          label="Passphrase again"
          value={again}
          onChange={setAgain}
          autoComplete="new-password"
          error={shown(errors.again)}
        />
      </div>
      <p className="field-help">
        The workspace is encrypted with it. Nobody can open the workspace without it, and it cannot be
        recovered.
      </p>
      <Checkbox checked={own} onChange={setOwn} help="Otherwise you sign with the workspace's passphrase.">
        Use a passphrase of your own for signing
      </Checkbox>
      {own && (
        <PassphraseField
          label="Passphrase for signing"
          value={signer}
          onChange={setSigner}
          autoComplete="new-password"
          error={shown(errors.signer)}
        />
      )}
      <ErrorNote error={create.error} />
      <div className="form-actions">
        <Button variant="primary" type="submit" isDisabled={create.pending}>
          {create.pending ? 'Creating the workspace' : 'Create workspace'}
        </Button>
        <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onPress={onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}
