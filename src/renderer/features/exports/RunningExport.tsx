import { CircleCheck, CircleDashed, Download } from 'lucide-react'
import type { OfferedFile } from '#shared/contract/common.ts'
import type { ExportResult } from '#shared/contract/exports.ts'
import { Button } from '../../components/Button.tsx'
import { formatSize } from '../../components/dates/formats.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { HashText } from '../../components/HashText.tsx'
import { Progress } from '../../components/Progress.tsx'
import { say, sayFailure } from '../../components/quietStatus.ts'
import { asFailure } from '../../data/call.ts'
import { cancelJob, useJob } from '../../data/jobs.ts'
import { shell } from '../../data/port.ts'
import { DragOut } from '../desktop/DragOut.tsx'
import { formatWords } from './exportWords.ts'

/** Keeps a file where the user wants it, and says so. */
export function saveFile(file: OfferedFile): void {
  shell()
    .save(file)
    .then(
      (kept) => kept && say(`${file.name} was saved`),
      (error) => sayFailure(asFailure(error).message),
    )
}

/** An export under way, and its files once they are made. */
export function RunningExport({ jobId, onDone }: { jobId: string; onDone: () => void }) {
  const job = useJob(jobId)
  if (!job) return null
  if (job.state === 'running')
    return (
      <section className="export-job" aria-label="Export under way">
        <div className="grow">
          <Progress label="Making the export" value={job.progress} step={job.step} />
        </div>
        <Button onPress={() => cancelJob(jobId)}>Cancel</Button>
      </section>
    )
  if (job.state !== 'done')
    return (
      <section className="export-job" aria-label="Export">
        <div className="grow">
          {job.state === 'cancelled' ? (
            <p>{job.error?.message ?? 'The export was cancelled. Nothing was changed.'}</p>
          ) : (
            <ErrorNote error={job.error ?? { message: 'The export failed.' }} />
          )}
        </div>
        <Button onPress={onDone}>Back to the export</Button>
      </section>
    )
  return <Made result={job.result as ExportResult} onDone={onDone} />
}

function Made({ result, onDone }: { result: ExportResult; onDone: () => void }) {
  const partial = result.completeness.verdict === 'PARTIAL'
  return (
    <section className="export-made" aria-label="Exported files" role="status">
      <p className={partial ? 'plan-verdict plan-partial' : 'plan-verdict'}>
        {partial ? <CircleDashed size={18} aria-hidden /> : <CircleCheck size={18} aria-hidden />}
        <strong>{partial ? 'Exported, partial' : 'Exported, complete'}</strong>
        <span className="quiet">Pack {result.packId}</span>
      </p>
      <ul className="lines">
        {result.files.map(({ format, file, sha256 }) => (
          <li key={file.ref} className="export-file">
            <div className="grow">
              <DragOut file={file}>
                <strong>{file.name}</strong>
              </DragOut>
              <p className="quiet small">
                {formatWords[format]}, {formatSize(file.size)}, SHA-256 <HashText hash={sha256} />
              </p>
            </div>
            <Button icon={<Download aria-hidden />} onPress={() => saveFile(file)}>
              Save {format === 'verifier' ? 'verifier' : format === 'pack' ? 'pack' : format.toUpperCase()}
            </Button>
          </li>
        ))}
      </ul>
      {result.completeness.missing.length > 0 && (
        <ul className="plan-missing">
          {result.completeness.missing.map((one) => (
            <li key={one.what + one.title}>
              <span className="grid-key">{one.what}</span> {one.title}
              <span className="quiet">{one.reason}</span>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button variant="quiet" onPress={onDone}>
          Make another export
        </Button>
      </div>
    </section>
  )
}
