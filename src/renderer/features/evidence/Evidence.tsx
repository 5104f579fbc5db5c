import { ShieldCheck } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { Evidence as EvidenceRow } from '#shared/contract/evidence.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { formatDay, formatSize } from '../../components/dates/formats.ts'
import { EmptyPlace } from '../../components/EmptyPlace.tsx'
import type { Column } from '../../components/grid/columns.ts'
import { DataGrid } from '../../components/grid/DataGrid.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { Badge } from '../../components/State.tsx'
import { FilterLine, RoomHead } from '../../components/Toolbar.tsx'
import { useList } from '../../data/lists.ts'
import { go, goInstead, useRoute } from '../../shell/routes.ts'
import { enterInspector } from '../inspectorFocus.ts'
import { labelWords } from '../words.ts'
import { EvidenceInspector } from './EvidenceInspector.tsx'
import { CheckResult, useFullCheck } from './FullCheck.tsx'
import { kindWords, periodWords } from './mediaKinds.ts'

const columns: readonly Column<EvidenceRow>[] = [
  {
    id: 'review',
    title: 'Review',
    width: '116px',
    cell: (row) => <span className="grid-key">{row.reviewKey}</span>,
  },
  {
    id: 'number',
    title: 'Exhibit',
    width: '72px',
    cell: (row) => <span className="grid-key">{row.number}</span>,
  },
  {
    id: 'title',
    title: 'Title',
    width: 'minmax(220px, 1fr)',
    cell: (row) => <span className="grid-title">{row.title}</span>,
  },
  { id: 'kind', title: 'Kind', width: '56px', spare: 3, cell: kindWords },
  {
    id: 'size',
    title: 'Size',
    width: '64px',
    spare: 2,
    align: 'number',
    cell: (row) => formatSize(row.size),
  },
  {
    id: 'period',
    title: 'About the time',
    width: '136px',
    spare: 1,
    cell: (row) => periodWords(row, formatDay),
  },
  {
    id: 'label',
    title: 'Label',
    width: '96px',
    cell: (row) => (
      <Badge tone={row.label === 'restricted' ? 'attention' : 'plain'}>{labelWords[row.label]}</Badge>
    ),
  },
]

/** Beside the inspector, which says the rest. */
const narrowColumns = columns.filter((column) => column.id !== 'kind' && column.id !== 'size')

/** All evidence of all reviews, and the check that every file is as it was received. */
export default function Evidence() {
  const [, selected = null] = useRoute()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed)
  const list = useList('evidence.list', { search })
  const check = useFullCheck()
  useCommands(
    () => [{ id: 'evidence.checkAll', title: 'Check all evidence', group: 'Evidence', run: check.start }],
    [],
  )
  return (
    <div className="room">
      <RoomHead title="Evidence" count={list.loading ? undefined : list.total}>
        <Button icon={<ShieldCheck aria-hidden />} onPress={check.start} isDisabled={check.running}>
          Check all files
        </Button>
      </RoomHead>
      <FilterLine label="Filter evidence">
        <SearchField label="Filter evidence" value={typed} onChange={setTyped} />
      </FilterLine>
      <CheckResult check={check} />
      <DataGrid
        label="Evidence"
        list={list}
        columns={selected ? narrowColumns : columns}
        keyOf={(row) => row.id}
        selected={selected}
        onSelect={(id) => goInstead(['evidence', id])}
        onOpen={(row) => {
          goInstead(['evidence', row.id])
          enterInspector()
        }}
        autoFocus
        empty={
          <div className="room-scroll">
            {typed ? (
              <EmptyPlace action={<Button onPress={() => setTyped('')}>Show all evidence</Button>}>
                No evidence matches this.
              </EmptyPlace>
            ) : (
              <EmptyPlace action={<Button onPress={() => go(['reviews'])}>Go to the reviews</Button>}>
                The originals behind all reviews stand here. They are added in a review.
              </EmptyPlace>
            )}
          </div>
        }
      />
      {selected && (
        <EvidenceInspector key={selected} id={selected} inRoom onClose={() => goInstead(['evidence'])} />
      )}
    </div>
  )
}
