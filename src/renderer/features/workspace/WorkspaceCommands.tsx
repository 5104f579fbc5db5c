import { useState } from 'react'
import { useCommands } from '../../commands/useCommands.ts'
import { sayFailure } from '../../components/quietStatus.ts'
import { asFailure, call } from '../../data/call.ts'
import { ActAsDialog } from './ActAsDialog.tsx'
import { backUp } from './backUp.ts'
import { ChangePassphraseDialog } from './ChangePassphraseDialog.tsx'

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
