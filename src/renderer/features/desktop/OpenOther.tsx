import { useEffect } from 'react'
import { Decision } from '../../components/Dialog.tsx'
import { useCommand } from '../../data/commands.ts'
import { go } from '../../shell/routes.ts'
import { useWorkspace } from '../../shell/useWorkspace.ts'
import { dropHandedOver, useHandedOver } from './handedOver.ts'

/** Something was handed over while a workspace is open: a signed file is judged beside it, the rest needs it closed. */
export function OpenOther() {
  const next = useHandedOver((state) => state.next)
  const openPath = useWorkspace()?.path
  const close = useCommand('workspace.close')
  const isOpen = next?.kind === 'workspace' && next.path === openPath
  useEffect(() => {
    if (next?.kind === 'verify') go(['verify'])
  }, [next])
  // A workspace that is being locked comes back this way, perhaps before it is closed: it waits for the start.
  if (!next || next.kind === 'verify' || isOpen) return null
  return (
    <Decision
      title={next.kind === 'restore' ? `Restore ${next.file.name}` : 'Open another workspace'}
      action="Close this workspace"
      error={close.error}
      onClose={dropHandedOver}
      // This view goes with the workspace; what was handed over stays for the start to take.
      onDecide={async () => {
        await close.run({})
        return false
      }}
    >
      <p>
        One workspace is open at a time. What was saved here stays as it is; work that is under way is
        cancelled.
      </p>
      {next.kind === 'workspace' && <p className="mono">{next.path}</p>}
    </Decision>
  )
}
