import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { Checkbox } from '../../components/Checkbox.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { sayFailure } from '../../components/quietStatus.ts'
import { asFailure, type CallFailure } from '../../data/call.ts'
import { shell } from '../../data/port.ts'

/** Which passphrases this computer keeps, and whether it can. */
export function useRemembering() {
  const { desktop } = shell()
  return useQuery({
    queryKey: ['desktop.remembering'],
    queryFn: () => desktop!.remembering(),
    enabled: desktop !== undefined,
  })
}

/** Keeps the passphrase that a workspace was just opened with. */
export function rememberPassphrase(path: string, passphrase: string): void {
  shell()
    .desktop?.remember({ path, passphrase })
    .catch((error) => sayFailure(asFailure(error).message))
}

interface RememberChoiceProps {
  path: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Whether the key store of this computer keeps the passphrase; and the way in where it does already. */
export function RememberChoice({ path, checked, onChange }: RememberChoiceProps) {
  const remembering = useRemembering()
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const { desktop } = shell()
  if (!desktop || !remembering.data) return null
  const { possible, why, paths } = remembering.data
  if (!possible) return <p className="quiet small">{why}</p>
  const kept = paths.includes(path)
  return (
    <>
      <Checkbox
        checked={checked}
        onChange={onChange}
        help="In the key store of the operating system. Whoever uses your account can then open the workspace."
      >
        Keep the passphrase on this computer
      </Checkbox>
      {kept && (
        <div className="row-wrap">
          <Button
            onPress={() =>
              void desktop.openRemembered(path).catch((error: unknown) => setFailure(asFailure(error)))
            }
          >
            Open with the kept passphrase
          </Button>
          <Button variant="quiet" onPress={() => void desktop.forget(path).then(() => remembering.refetch())}>
            Forget it
          </Button>
        </div>
      )}
      <ErrorNote error={failure} />
    </>
  )
}
