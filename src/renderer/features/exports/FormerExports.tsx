import type { Output } from '#shared/contract/index.ts'
import { formatSize } from '../../components/dates/formats.ts'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { HashText } from '../../components/HashText.tsx'
import { Badge } from '../../components/State.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { formatWords, levelWords } from './exportWords.ts'

type Row = Output<'exports.list'>[number]

/** What left the machine before: by whom, when, and how to recognise it. */
export function FormerExports({ reviewId }: { reviewId: string }) {
  const exports = useQueryOf('exports.list', { reviewId })
  const rows = exports.data ?? []
  return (
    <section aria-label="Former exports">
      <div className="export-head">
        <h3>Exported before</h3>
      </div>
      <ErrorNote error={exports.error} />
      {exports.data && rows.length === 0 && <p className="quiet">Nothing of this review was exported yet.</p>}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <Former row={row} />
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        <p className="quiet small">
          The files are where they were saved; Afterword keeps their hashes and the event in the audit log.
        </p>
      )}
    </section>
  )
}

function Former({ row }: { row: Row }) {
  return (
    <div className="stack-tight">
      <div className="row-wrap">
        <strong>{row.fileName}</strong>
        <Badge tone={row.verdict === 'COMPLETE' ? 'verified' : 'attention'}>
          {row.verdict === 'COMPLETE' ? 'Complete' : 'Partial'}
        </Badge>
        <Badge>{levelWords[row.level]}</Badge>
        {row.sealed && <Badge tone="accent">Sealed</Badge>}
      </div>
      <p className="quiet small">
        {formatWords[row.format]}, revision {row.revision}, {formatSize(row.size)}, pack {row.packId}, SHA-256{' '}
        <HashText hash={row.sha256} />
      </p>
      <p className="quiet small">
        {row.by.name}, <InstantText at={row.at} />
      </p>
    </div>
  )
}
