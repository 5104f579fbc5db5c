import { useEffect } from 'react'
import { useCommands } from '../../commands/useCommands.ts'
import { sayFailure } from '../../components/quietStatus.ts'
import { asFailure } from '../../data/call.ts'
import { shell } from '../../data/port.ts'
import { parseRoute } from '../../shell/routes.ts'
import { useWorkspace } from '../../shell/useWorkspace.ts'
import { CrashNote } from './CrashNote.tsx'
import { watchHandedOver } from './handedOver.ts'
import { OpenOther } from './OpenOther.tsx'
import './desktop.css'

/** What ends a text that is being written, so that it is saved: leaving its field, and leaving its page. */
function saveWhatWasTyped(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  window.dispatchEvent(new Event('pagehide'))
}

function run(work: Promise<unknown>): void {
  work.catch((error) => sayFailure(asFailure(error).message))
}

const isReview = () => {
  const [room, id] = parseRoute(location.hash)
  return room === 'reviews' && id !== undefined
}

/** What a window of the desktop application does besides: further windows, printing, locking, and what the system hands over. */
export function DesktopLife() {
  const { desktop } = shell()
  const open = useWorkspace() !== null
  useEffect(() => watchHandedOver(), [])
  useEffect(() => desktop?.onLeaving(saveWhatWasTyped), [desktop])
  useCommands(
    () =>
      desktop && open
        ? [
            {
              id: 'desktop.window',
              title: 'Show this place in a new window',
              group: 'Window',
              keys: 'Ctrl+Shift+O',
              run: () => run(desktop.openWindow(parseRoute(location.hash))),
            },
            {
              id: 'desktop.shared',
              title: 'Show the session to the room in a new window',
              group: 'Window',
              when: isReview,
              run: () =>
                run(desktop.openWindow([...parseRoute(location.hash).slice(0, 2), 'session', 'room'])),
            },
            {
              id: 'desktop.print',
              title: 'Print',
              group: 'Workspace',
              keys: 'Ctrl+P',
              run: () => run(desktop.print()),
            },
            {
              id: 'desktop.lock',
              title: 'Lock the workspace',
              group: 'Workspace',
              keys: 'Ctrl+Shift+L',
              run: () => run(desktop.lock()),
            },
          ]
        : [],
    [desktop, open],
  )
  if (!desktop) return null
  return (
    <>
      <CrashNote desktop={desktop} />
      {open && <OpenOther />}
    </>
  )
}
