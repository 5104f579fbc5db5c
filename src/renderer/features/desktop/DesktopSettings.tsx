import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Desktop, DesktopSettings as Settings } from '#shared/shell/desktop.ts'
import { Button } from '../../components/Button.tsx'
import { Checkbox } from '../../components/Checkbox.tsx'
import { sayFailure } from '../../components/quietStatus.ts'
import { Select } from '../../components/Select.tsx'
import { asFailure } from '../../data/call.ts'
import { shell } from '../../data/port.ts'
import { useWorkspace } from '../../shell/useWorkspace.ts'
import { useRemembering } from './RememberChoice.tsx'
import { UpdateCheck } from './UpdateCheck.tsx'

const lockChoices = [
  { id: '0', label: 'Never' },
  { id: '5', label: 'After 5 minutes' },
  { id: '15', label: 'After 15 minutes' },
  { id: '30', label: 'After 30 minutes' },
  { id: '60', label: 'After an hour' },
  { id: '240', label: 'After 4 hours' },
]

/** What the desktop application does on this computer; nothing of it in a browser. */
export function DesktopSettings() {
  const { desktop } = shell()
  if (!desktop) return null
  return (
    <>
      <Part title="Locking and reminders">
        <Life desktop={desktop} />
        <KeptPassphrase desktop={desktop} />
      </Part>
      <Part title="Updates">
        <UpdateCheck desktop={desktop} />
      </Part>
      <Part title="Reports of faults">
        <Reports desktop={desktop} />
      </Part>
    </>
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

function fail(error: unknown): void {
  sayFailure(asFailure(error).message)
}

function Life({ desktop }: { desktop: Desktop }) {
  const settings = useQuery({ queryKey: ['desktop.settings'], queryFn: () => desktop.settings() })
  const now = settings.data
  if (!now) return null
  const change = (values: Partial<Settings>) =>
    void desktop.changeSettings({ ...now, ...values }).then(() => settings.refetch(), fail)
  return (
    <>
      <Select
        label="Close the workspace when nobody is at the computer"
        choices={lockChoices}
        value={String(now.lockAfterMinutes)}
        onChange={(minutes) => change({ lockAfterMinutes: Number(minutes) })}
        help="What was typed is saved first, and work that is under way ends first."
      />
      <Checkbox checked={now.lockWithScreen} onChange={(on) => change({ lockWithScreen: on })}>
        Close it as well when the screen locks or the computer sleeps
      </Checkbox>
      <Checkbox
        checked={now.remindOverdue}
        onChange={(on) => change({ remindOverdue: on })}
        help="A notice of this computer, while Afterword is open. It says how many, not which."
      >
        Tell once a day of overdue actions
      </Checkbox>
    </>
  )
}

function KeptPassphrase({ desktop }: { desktop: Desktop }) {
  const path = useWorkspace()?.path
  const remembering = useRemembering()
  if (!path || !remembering.data) return null
  const { possible, why, paths } = remembering.data
  if (paths.includes(path))
    return (
      <div className="row-wrap">
        <span>The key store of this computer keeps the passphrase of this workspace.</span>
        <Button onPress={() => void desktop.forget(path).then(() => remembering.refetch(), fail)}>
          Forget it
        </Button>
      </div>
    )
  return (
    <p className="quiet small">
      {possible ? 'The passphrase of this workspace is not kept on this computer.' : why}
    </p>
  )
}

function Reports({ desktop }: { desktop: Desktop }) {
  const crashes = useQuery({ queryKey: ['desktop.crashes'], queryFn: () => desktop.crashes() })
  const count = crashes.data?.length ?? 0
  return (
    <>
      <p>
        {count === 0
          ? 'There is none.'
          : `${count === 1 ? 'One report lies' : `${count} reports lie`} on this computer.`}{' '}
        <span className="quiet">
          A report says when which part of Afterword ended. It holds no content of a workspace, and is sent
          nowhere.
        </span>
      </p>
      {count > 0 && (
        <div className="row-wrap">
          <Button onPress={() => void desktop.openCrashFolder().catch(fail)}>Open the folder</Button>
          <Button onPress={() => void desktop.deleteCrashes().then(() => crashes.refetch(), fail)}>
            Delete them
          </Button>
        </div>
      )}
    </>
  )
}
