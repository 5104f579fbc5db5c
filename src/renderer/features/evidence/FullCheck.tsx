import { CircleCheck, X } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-aria-components'
import type { Job } from '#shared/contract/jobs.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { formatSize } from '../../components/dates/formats.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Progress } from '../../components/Progress.tsx'
import type { CallFailure } from '../../data/call.ts'
import { useCommand } from '../../data/commands.ts'
import { cancelJob, useJob } from '../../data/jobs.ts'
import { hrefOf } from '../../shell/routes.ts'
import './evidence.css'

interface Problem {
  sha256: string
  evidence: { id: string; reviewKey: string; number: string; title: string }[]
  message: string
}

/** What the job of `evidence.checkAll` answers. */
interface Checked {
  files: number
  bytes: number
  missing: Problem[]
  damaged: Problem[]
}

export interface FullCheck {
  start: () => void
  hide: () => void
  running: boolean
  job: Job | undefined
  error: CallFailure | null
}

/** The check of every stored file against its hash, as a job. */
export function useFullCheck(): FullCheck {
  const [jobId, setJobId] = useState<string | null>(null)
  const check = useCommand('evidence.checkAll')
  const job = useJob(jobId)
  return {
    start: () => void check.run({}).then((started) => started && setJobId(started.jobId)),
    hide: () => setJobId(null),
    running: check.pending || job?.state === 'running',
    job: jobId ? job : undefined,
    error: check.error,
  }
}

/** How far the check is, and what it found: by name, never a count alone. */
export function CheckResult({ check }: { check: FullCheck }) {
  const { job } = check
  if (check.error)
    return (
      <Box>
        <ErrorNote error={check.error} />
      </Box>
    )
  if (!job) return null
  if (job.state === 'running')
    return (
      <Box>
        <div className="row">
          <div className="grow">
            <Progress label="Checking every file against its hash" value={job.progress} step={job.step} />
          </div>
          <Button onPress={() => cancelJob(job.id)}>Cancel</Button>
        </div>
      </Box>
    )
  if (job.state !== 'done')
    return <Box onHide={check.hide}>{job.error?.message ?? 'The check was cancelled.'}</Box>
  const { files, bytes, missing, damaged } = job.result as Checked
  const problems = [...missing, ...damaged]
  if (problems.length === 0)
    return (
      <Box onHide={check.hide}>
        <span className="check-result-good">
          <CircleCheck size={16} aria-hidden />
          {files === 1 ? 'The one file is' : `All ${files.toLocaleString('en-GB')} files are`} as received (
          {formatSize(bytes)} read). The check is noted in the audit log.
        </span>
      </Box>
    )
  return (
    <Box onHide={check.hide}>
      <strong>
        {damaged.length > 0 && `${damaged.length} damaged`}
        {damaged.length > 0 && missing.length > 0 && ', '}
        {missing.length > 0 && `${missing.length} missing`} of {files.toLocaleString('en-GB')} files
      </strong>
      <ul className="stack-tight">
        {problems.map((problem) => (
          <li key={problem.sha256}>
            <Names of={problem} />
            {problem.message}
          </li>
        ))}
      </ul>
      <p className="quiet">
        A backup that was made before may still have them: restore it into a new folder.
      </p>
    </Box>
  )
}

function Names({ of }: { of: Problem }) {
  return of.evidence.map((one) => (
    <span key={one.id}>
      <Link href={hrefOf('evidence', one.id)}>
        {one.reviewKey} {one.number} “{one.title}”
      </Link>{' '}
    </span>
  ))
}

function Box({ children, onHide }: { children: React.ReactNode; onHide?: () => void }) {
  return (
    <section className="check-result" aria-label="Check of all evidence" role="status">
      <div className="row">
        <div className="grow">{children}</div>
        {onHide && (
          <IconButton label="Hide the result" onPress={onHide}>
            <X aria-hidden />
          </IconButton>
        )}
      </div>
    </section>
  )
}
