import { Plus, Upload } from 'lucide-react'
import { Suspense, useDeferredValue, useState } from 'react'
import type { ReviewRow, ReviewState } from '#shared/contract/reviews.ts'
import type { Severity } from '#shared/domain/reviewContent.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { EmptyPlace } from '../../components/EmptyPlace.tsx'
import { FilterMenu } from '../../components/FilterMenu.tsx'
import type { Column } from '../../components/grid/columns.ts'
import { DataGrid, type Sort } from '../../components/grid/DataGrid.tsx'
import { later } from '../../components/later.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { SeverityMark } from '../../components/SeverityMark.tsx'
import { Badge } from '../../components/State.tsx'
import { FilterLine, RoomHead } from '../../components/Toolbar.tsx'
import { useList } from '../../data/lists.ts'
import { go } from '../../shell/routes.ts'
import { choicesOf, severityChoices, stateTones, stateWords } from '../words.ts'
import { NewReview } from './NewReview.tsx'
import { useReviewFilters } from './reviewFilters.ts'

const SelectedReview = later(() => import('./SelectedReview.tsx'))

const columns: Column<ReviewRow>[] = [
  {
    id: 'key',
    title: 'Key',
    width: '108px',
    sortBy: 'key',
    cell: (row) => (
      <span className="grid-key">{row.revision > 1 ? `${row.key} r${row.revision}` : row.key}</span>
    ),
  },
  {
    id: 'title',
    title: 'Title',
    width: 'minmax(220px, 1fr)',
    sortBy: 'title',
    cell: (row) => <span className="grid-title">{row.title}</span>,
  },
  {
    id: 'state',
    title: 'State',
    width: '140px',
    sortBy: 'state',
    cell: (row) => <Badge tone={stateTones[row.state]}>{stateWords[row.state]}</Badge>,
  },
  {
    id: 'severity',
    title: 'Severity',
    width: '72px',
    spare: 2,
    cell: (row) => <SeverityMark severity={row.severity} />,
  },
  {
    id: 'facilitator',
    title: 'Facilitator',
    width: '120px',
    spare: 3,
    cell: (row) => row.facilitator?.name ?? '',
  },
  {
    id: 'due',
    title: 'Due',
    width: '160px',
    spare: 1,
    sortBy: 'due',
    cell: (row) => (row.dueAt ? <DueText at={row.dueAt} /> : ''),
  },
  {
    id: 'actions',
    title: 'Open actions',
    width: '84px',
    spare: 4,
    align: 'number',
    cell: (row) => row.openActions || '',
  },
]

function DueText({ at }: { at: string }) {
  const late = Date.parse(at) < Date.now()
  return (
    <span style={late ? { color: 'var(--amber)' } : undefined}>
      <InstantText at={at} />
      {late && <span className="visually-hidden"> is past</span>}
    </span>
  )
}

/** All reviews: search, sort, filter; Enter opens. */
export function ReviewList() {
  const filters = useReviewFilters()
  const search = useDeferredValue(filters.search)
  const [selected, setSelected] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const list = useList('reviews.list', {
    search,
    states: filters.states,
    severity: filters.severity,
    sort: filters.sort.column as 'key',
    order: filters.sort.order,
  })
  useCommands(
    () => [
      { id: 'reviews.new', title: 'New review', group: 'Reviews', keys: 'N', run: () => setAdding(true) },
    ],
    [],
  )
  const filtered = filters.search !== '' || filters.states.length > 0 || filters.severity.length > 0
  const set = (change: Partial<ReturnType<typeof useReviewFilters.getState>>) =>
    useReviewFilters.setState(change)
  return (
    <div className="room">
      <RoomHead title="Reviews" count={list.loading ? undefined : list.total}>
        <Button icon={<Upload aria-hidden />} onPress={() => go(['import'])}>
          Import
        </Button>
        <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
          New review
        </Button>
      </RoomHead>
      <FilterLine label="Filter reviews">
        <SearchField
          label="Filter reviews"
          value={filters.search}
          onChange={(text) => set({ search: text })}
        />
        <FilterMenu
          label="State"
          choices={choicesOf(stateWords)}
          value={filters.states}
          onChange={(states: ReviewState[]) => set({ states })}
        />
        <FilterMenu
          label="Severity"
          choices={severityChoices}
          value={filters.severity}
          onChange={(severity: Severity[]) => set({ severity })}
        />
      </FilterLine>
      <DataGrid
        label="Reviews"
        list={list}
        columns={columns}
        keyOf={(row) => row.id}
        selected={selected}
        onSelect={setSelected}
        onOpen={(row) => go(['reviews', row.id])}
        sort={filters.sort}
        onSort={(sort: Sort) => set({ sort })}
        autoFocus
        empty={
          <div className="room-scroll">
            {filtered ? (
              <EmptyPlace
                action={
                  <Button onPress={() => set({ search: '', states: [], severity: [] })}>
                    Show all reviews
                  </Button>
                }
              >
                No review matches these filters.
              </EmptyPlace>
            ) : (
              <EmptyPlace
                action={
                  <Button variant="primary" onPress={() => setAdding(true)}>
                    New review
                  </Button>
                }
              >
                Reviews of incidents stand here. Start one from an incident, or import post-mortems that you
                have.
              </EmptyPlace>
            )}
          </div>
        }
      />
      {selected && (
        <Suspense fallback={null}>
          <SelectedReview id={selected} onClose={() => setSelected(null)} />
        </Suspense>
      )}
      {adding && <NewReview onClose={() => setAdding(false)} />}
    </div>
  )
}
