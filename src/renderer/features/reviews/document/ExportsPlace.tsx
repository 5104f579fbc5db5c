import { useState } from 'react'
import { useCommands } from '../../../commands/useCommands.ts'
import { go } from '../../../shell/routes.ts'
import { Draft } from '../../exports/Draft.tsx'
import { ExportForm, type Paper } from '../../exports/ExportForm.tsx'
import { FormerExports } from '../../exports/FormerExports.tsx'
import { RunningExport } from '../../exports/RunningExport.tsx'
import { Timestamps } from '../../exports/Timestamps.tsx'
import type { PlaceProps } from './places.tsx'
import '../../exports/exports.css'

/** What leaves the machine for this review: a draft to look at, a signed export, and those made before. */
export default function ExportsPlace({ review, part }: PlaceProps) {
  const [jobId, setJobId] = useState<string | null>(null)
  const [paper, setPaper] = useState<Paper>('a4')
  const sealing = part === 'seal' && review.steps.some((step) => step.step === 'seal' && !step.refused)
  useCommands(
    () => [
      {
        id: 'exports.draft',
        title: 'Show the draft as PDF',
        group: 'Review',
        run: () => go(['reviews', review.id, 'exports', 'draft']),
      },
    ],
    [review.id],
  )
  return (
    <div className="exports">
      <div className="place-head">
        <h2>{sealing && !jobId ? 'Seal and export' : 'Export'}</h2>
      </div>
      {jobId ? (
        <RunningExport jobId={jobId} onDone={() => setJobId(null)} />
      ) : (
        <ExportForm
          key={sealing ? 'seal' : 'export'}
          review={review}
          paper={paper}
          onPaper={setPaper}
          sealing={sealing}
          onStarted={setJobId}
        />
      )}
      <Draft
        key={part === 'draft' ? 'draft' : 'later'}
        reviewId={review.id}
        paper={paper}
        shownAtOnce={part === 'draft'}
      />
      <FormerExports reviewId={review.id} />
      <Timestamps />
    </div>
  )
}
