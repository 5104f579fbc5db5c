import { CircleAlert } from 'lucide-react'
import { Link } from 'react-aria-components'
import { Button } from '../../components/Button.tsx'
import { hrefOf } from '../../shell/routes.ts'
import { backUp, useBackup } from '../workspace/backUp.ts'

/** Where backups are made, and what the last one lacks. */
export function BackupPart() {
  const { running, missing } = useBackup()
  return (
    <>
      <p>
        One file with everything, encrypted as the workspace is, and read back after it was written. Keep it
        on another disk, and note which passphrase it has: the one of today.
      </p>
      <div>
        <Button onPress={() => void backUp()} isDisabled={running}>
          {running ? 'Writing the backup…' : 'Back up now'}
        </Button>
      </div>
      {missing.length > 0 && <Missing names={missing} />}
      <p className="quiet small">
        To restore: close the workspace, choose “Open a workspace”, then “Restore a backup”. It goes into a
        new folder; nothing is overwritten.
      </p>
    </>
  )
}

function Missing({ names }: { names: string[] }) {
  return (
    <section className="backup-missing" aria-label="Missing from the backup">
      <CircleAlert size={16} aria-hidden />
      <div className="stack-tight">
        <strong>Not in the backup, since the stored file is missing or cut off</strong>
        <ul>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
        <p>
          Keep older backups: one of them may still have the evidence. Restore that one into a new folder,
          save the files from there, and add the same files to their reviews again; that mends them. “Check
          all files” in <Link href={hrefOf('evidence')}>Evidence</Link> looks for damage within files as well.
        </p>
      </div>
    </section>
  )
}
