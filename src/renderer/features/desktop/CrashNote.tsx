import { useEffect, useState } from 'react'
import type { CrashReport, Desktop } from '#shared/shell/desktop.ts'
import { Button } from '../../components/Button.tsx'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { sayFailure } from '../../components/quietStatus.ts'
import { asFailure } from '../../data/call.ts'

/** Says at the start that something ended unexpectedly the last time, and where the report lies. */
export function CrashNote({ desktop }: { desktop: Desktop }) {
  const [reports, setReports] = useState<CrashReport[]>([])
  useEffect(() => {
    desktop.crashes().then(setReports, () => undefined)
  }, [desktop])
  const [last] = reports
  if (!last) return null
  const hide = () => setReports([])
  const run = (work: Promise<void>) => void work.catch((error) => sayFailure(asFailure(error).message))
  return (
    <section className="crash-note" aria-label="Reports of faults">
      <div className="grow">
        <strong>{last.what}</strong>{' '}
        <span className="quiet">
          <InstantText at={last.at} />
          {reports.length > 1 && `, and ${reports.length - 1} before`}
        </span>
        <p className="quiet small">
          The report lies on this computer and was sent nowhere. It holds no content of a workspace.
        </p>
      </div>
      <Button onPress={() => run(desktop.openCrashFolder())}>Open the folder</Button>
      <Button onPress={() => run(desktop.deleteCrashes().then(hide))}>Delete</Button>
      <Button variant="quiet" onPress={hide}>
        Later
      </Button>
    </section>
  )
}
