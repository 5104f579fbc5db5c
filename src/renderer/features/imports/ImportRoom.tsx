import type { ImportReport } from '#shared/contract/imports.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Progress } from '../../components/Progress.tsx'
import { RoomHead } from '../../components/Toolbar.tsx'
import { cancelJob, useJob } from '../../data/jobs.ts'
import { ChooseFiles } from './ChooseFiles.tsx'
import { Report } from './Report.tsx'
import { startOver, useImport } from './useImport.ts'
import './imports.css'

/** Brings in post-mortems that exist already: choose files, wait, read what became what. */
export default function ImportRoom() {
  const jobId = useImport((state) => state.jobId)
  const job = useJob(jobId)
  const report = job?.state === 'done' ? (job.result as ImportReport) : null
  return (
    <div className="room">
      <RoomHead title="Import post-mortems">
        {jobId && job?.state !== 'running' && <Button onPress={startOver}>Import others</Button>}
      </RoomHead>
      {!jobId && <ChooseFiles />}
      {jobId && job?.state === 'running' && (
        <div className="room-scroll import-running">
          <Progress label="Reading the files" value={job.progress} step={job.step} />
          <div>
            <Button onPress={() => cancelJob(jobId)}>Cancel import</Button>
          </div>
        </div>
      )}
      {job?.state === 'failed' && (
        <div className="room-scroll">
          <ErrorNote
            error={job.error ?? { message: 'The import ended early. Nothing half done was kept.' }}
          />
        </div>
      )}
      {job?.state === 'cancelled' && (
        <div className="room-scroll">
          <p>
            The import was cancelled. Files that were read before stay; the same files again add nothing
            twice.
          </p>
        </div>
      )}
      {report && <Report report={report} />}
    </div>
  )
}
