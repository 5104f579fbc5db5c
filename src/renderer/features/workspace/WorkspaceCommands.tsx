import { useState } from 'react'
import { useCommands } from '../../commands/useCommands.ts'
import { say, sayFailure } from '../../components/quietStatus.ts'
import { asFailure, call } from '../../data/call.ts'
import { shell } from '../../data/port.ts'
import { ActAsDialog } from './ActAsDialog.tsx'
import { ChangePassphraseDialog } from './ChangePassphraseDialog.tsx'

/** Writes a backup and gives it to the user to keep. */
export async function backUp(): Promise<void> {
  try {
    const { file } = await call('workspace.backup', {})
    const kept = await shell().save(file)
    if (kept) say('The backup was written and verified')
  } catch (error) {
    sayFailure(asFailure(error).message)
  }
}

export function closeWorkspace(): void {
  call('workspace.close', {}).catch((error) => sayFailure(asFailure(error).message))
}

/** What can be done with the workspace from anywhere, and the dialogs for it. */
export function WorkspaceCommands() {
  const [open, setOpen] = useState<'person' | 'passphrase' | null>(null)
  useCommands(
    () => [
      { id: 'workspace.actAs', title: 'Switch person', group: 'Workspace', run: () => setOpen('person') },
      {
        id: 'workspace.changePassphrase',
        title: "Change the workspace's passphrase",
        group: 'Workspace',
        run: () => setOpen('passphrase'),
      },
      {
        id: 'workspace.backup',
        title: 'Back up the workspace',
        group: 'Workspace',
        run: () => void backUp(),
      },
      { id: 'workspace.close', title: 'Close the workspace', group: 'Workspace', run: closeWorkspace },
    ],
    [],
  )
  return (
    <>
      {open === 'person' && <ActAsDialog onClose={() => setOpen(null)} />}
      {open === 'passphrase' && <ChangePassphraseDialog onClose={() => setOpen(null)} />}
    </>
  )
}
