import { FileText } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ExportResult } from '#shared/contract/exports.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Progress } from '../../components/Progress.tsx'
import { useCommand } from '../../data/commands.ts'
import { cancelJob, useJob } from '../../data/jobs.ts'
import { fileUrl } from '../../data/port.ts'
import type { Paper } from './ExportForm.tsx'
import { saveFile } from './RunningExport.tsx'

/** A draft with a watermark, unsigned: the PDF shown in the window, or a Word document to save. */
export function Draft({
  reviewId,
  paper,
  shownAtOnce,
}: {
  reviewId: string
  paper: Paper
  shownAtOnce: boolean
}) {
  const [made, setMade] = useState<{ jobId: string; format: 'pdf' | 'docx' } | null>(null)
  const preview = useCommand('exports.preview')
  const job = useJob(made?.jobId ?? null)
  const file = job?.state === 'done' ? (job.result as ExportResult).files[0]?.file : undefined
  const start = (format: 'pdf' | 'docx') =>
    void preview
      .run({ reviewId, format, paper })
      .then((started) => started && setMade({ jobId: started.jobId, format }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the place is opened for the draft
  useEffect(() => {
    if (shownAtOnce) start('pdf')
  }, [])
  const running = preview.pending || job?.state === 'running'
  return (
    <section className="draft" aria-label="Draft">
      <div className="export-head">
        <h3>Draft</h3>
        <Button icon={<FileText aria-hidden />} onPress={() => start('pdf')} isDisabled={running}>
          Show the draft as PDF
        </Button>
        <Button variant="quiet" onPress={() => start('docx')} isDisabled={running}>
          Make a Word draft
        </Button>
      </div>
      <p className="quiet small">
        Unsigned, with a watermark on every page. It is for looking at, not for filing.
      </p>
      <ErrorNote error={preview.error ?? (job?.state === 'failed' ? job.error : null)} />
      {job?.state === 'running' && (
        <div className="export-job">
          <div className="grow">
            <Progress label="Setting the draft" value={job.progress} step={job.step} />
          </div>
          <Button onPress={() => cancelJob(job.id)}>Cancel</Button>
        </div>
      )}
      {file && (
        <div className="stack">
          {made?.format === 'pdf' && (
            <iframe
              className="draft-page"
              src={`${fileUrl(file)}#navpanes=0&view=FitH`}
              title="Draft as PDF"
            />
          )}
          <div>
            <Button onPress={() => saveFile(file)}>
              {made?.format === 'pdf' ? 'Save the draft PDF' : 'Save the Word draft'}
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}
