import { useState } from 'react'
import type { ImportedFile, ImportReport } from '#shared/contract/imports.ts'
import type { Column } from '../../components/grid/columns.ts'
import { DataGrid } from '../../components/grid/DataGrid.tsx'
import { Badge, type Tone } from '../../components/State.tsx'
import { go } from '../../shell/routes.ts'
import { FileInspector } from './FileInspector.tsx'
import { outcomeWords, summaryOf } from './summary.ts'

const tones: Record<ImportedFile['outcome'], Tone> = {
  created: 'accent',
  unchanged: 'plain',
  template: 'attention',
  skipped: 'plain',
  rejected: 'failure',
}

const columns: Column<ImportedFile>[] = [
  {
    id: 'name',
    title: 'File',
    width: 'minmax(220px, 1fr)',
    cell: (file) => <span className="grid-title">{file.name}</span>,
  },
  {
    id: 'outcome',
    title: 'Outcome',
    width: '112px',
    cell: (file) => <Badge tone={tones[file.outcome]}>{outcomeWords[file.outcome]}</Badge>,
  },
  { id: 'review', title: 'Review', width: '112px', cell: (file) => file.reviewKey ?? '' },
  {
    id: 'mapped',
    title: 'Understood',
    width: '80px',
    align: 'number',
    cell: (file) => file.mapped.length || '',
  },
  {
    id: 'findings',
    title: 'To look at',
    width: '80px',
    align: 'number',
    cell: (file) => file.findings.length > 0 && <span className="import-count">{file.findings.length}</span>,
  },
]

/** The file to look at first: one with something to decide, where there is one. */
function firstOf({ files }: ImportReport): ImportedFile | undefined {
  return files.find((file) => file.findings.length > 0 || file.outcome === 'template') ?? files[0]
}

/** What became of every file: select one to see its lines, Enter opens its review. */
export function Report({ report }: { report: ImportReport }) {
  const [selected, setSelected] = useState<string | null>(() => firstOf(report)?.name ?? null)
  const file = report.files.find((entry) => entry.name === selected)
  const list = { rows: report.files, total: report.files.length, loading: false, error: null, more: null }
  return (
    <>
      <p className="import-summary" role="status">
        {summaryOf(report)}
      </p>
      <DataGrid
        label="Imported files"
        list={list}
        columns={columns}
        keyOf={(entry) => entry.name}
        selected={selected}
        onSelect={setSelected}
        onOpen={(entry) => entry.reviewId && go(['reviews', entry.reviewId])}
        autoFocus
        empty={<p className="room-scroll quiet">No file was read.</p>}
      />
      {file && <FileInspector key={file.name} file={file} />}
    </>
  )
}
