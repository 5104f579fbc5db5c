import { create } from 'zustand'
import { say, sayFailure } from '../../components/quietStatus.ts'
import { asFailure, call } from '../../data/call.ts'
import { shell } from '../../data/port.ts'
import { go } from '../../shell/routes.ts'

/** The backup under way, and what the last one of this window lacks: evidence by number, review and title. */
export const useBackup = create<{ running: boolean; missing: string[] }>(() => ({
  running: false,
  missing: [],
}))

/** Writes a backup and gives it to the user to keep. What is not in it is shown by name, where backups are made. */
export async function backUp(): Promise<void> {
  if (useBackup.getState().running) return
  useBackup.setState({ running: true, missing: [] })
  try {
    const { file, missing } = await call('workspace.backup', {})
    const kept = await shell().save(file)
    useBackup.setState({ missing })
    if (missing.length > 0) {
      sayFailure(
        `${missing.length === 1 ? 'One piece' : `${missing.length} pieces`} of evidence could not go into the backup. All else is in it.`,
      )
      go(['settings'])
    } else if (kept) say('The backup was written and verified')
  } catch (error) {
    sayFailure(asFailure(error).message)
  } finally {
    useBackup.setState({ running: false })
  }
}
