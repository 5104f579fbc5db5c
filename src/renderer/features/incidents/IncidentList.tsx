import { Plus, Upload } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { CallInput } from '#shared/contract/index.ts'
import type { Severity } from '#shared/domain/reviewContent.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { EmptyPlace } from '../../components/EmptyPlace.tsx'
import { FilterMenu } from '../../components/FilterMenu.tsx'
import type { Column } from '../../components/grid/columns.ts'
import { DataGrid, type Sort } from '../../components/grid/DataGrid.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { SeverityMark } from '../../components/SeverityMark.tsx'
import { FilterLine, RoomHead } from '../../components/Toolbar.tsx'
import { type RowOf, useList } from '../../data/lists.ts'
import { useQueryOf } from '../../data/queries.ts'
import { go } from '../../shell/routes.ts'
import { NewReview } from '../reviews/NewReview.tsx'
import { severityChoices } from '../words.ts'
import { IncidentInspector } from './IncidentInspector.tsx'
import { useIncidentFilters } from './incidentFilters.ts'

type IncidentRow = RowOf<'incidents.list'>

const columns: Column<IncidentRow>[] = [
  {
    id: 'key',
    title: 'Key',
    width: '108px',
    sortBy: 'key',
    cell: (row) => <span className="grid-key">{row.key}</span>,
  },
  {
    id: 'title',
    title: 'Title',
    width: 'minmax(220px, 1fr)',
    sortBy: 'title',
    cell: (row) => <span className="grid-title">{row.title}</span>,
  },
  {
    id: 'severity',
    title: 'Severity',
    width: '76px',
    spare: 1,
    sortBy: 'severity',
    cell: (row) => <SeverityMark severity={row.severity} />,
  },
  {
    id: 'services',
    title: 'Services',
    width: 'minmax(140px, 0.3fr)',
    spare: 3,
    cell: (row) => row.services.map((service) => service.name).join(', '),
  },
  {
    id: 'started',
    title: 'Started',
    width: '160px',
    sortBy: 'started',
    cell: (row) => row.startedAt && <InstantText at={row.startedAt} />,
  },
  {
    id: 'reviews',
    title: 'Reviews',
    width: '56px',
    spare: 2,
    align: 'number',
    cell: (row) => row.reviewCount || '',
  },
]

const none = { search: '', severity: [], serviceId: null }

/** All incidents: search, sort, filter; Space selects, Enter opens. */
export function IncidentList() {
  const filters = useIncidentFilters()
  const search = useDeferredValue(filters.search)
  const [selected, setSelected] = useState<string | null>(null)
  const [reviewing, setReviewing] = useState<string | null>(null)
  const services = useQueryOf('services.list', {}).data ?? []
  const list = useList('incidents.list', {
    search,
    severity: filters.severity,
    ...(filters.serviceId ? { serviceId: filters.serviceId } : {}),
    sort: filters.sort.column as CallInput<'incidents.list'>['sort'],
    order: filters.sort.order,
  })
  useCommands(
    () => [
      {
        id: 'incidents.new',
        title: 'New incident',
        group: 'Incidents',
        keys: 'N',
        run: () => go(['incidents', 'new']),
      },
    ],
    [],
  )
  const filtered = filters.search !== '' || filters.severity.length > 0 || filters.serviceId !== null
  const set = useIncidentFilters.setState
  return (
    <div className="room">
      <RoomHead title="Incidents" count={list.loading ? undefined : list.total}>
        <Button icon={<Upload aria-hidden />} onPress={() => go(['import'])}>
          Import
        </Button>
        <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => go(['incidents', 'new'])}>
          New incident
        </Button>
      </RoomHead>
      <FilterLine label="Filter incidents">
        <SearchField
          label="Filter incidents"
          value={filters.search}
          onChange={(text) => set({ search: text })}
        />
        <FilterMenu
          label="Severity"
          choices={severityChoices}
          value={filters.severity}
          onChange={(severity: Severity[]) => set({ severity })}
        />
        {services.length > 0 && (
          <FilterMenu
            label="Service"
            single
            choices={services.map(({ id, name }) => ({ id, label: name }))}
            value={filters.serviceId ? [filters.serviceId] : []}
            onChange={([serviceId]) => set({ serviceId: serviceId ?? null })}
          />
        )}
      </FilterLine>
      <DataGrid
        label="Incidents"
        list={list}
        columns={columns}
        keyOf={(row) => row.id}
        selected={selected}
        onSelect={setSelected}
        onOpen={(row) => go(['incidents', row.id])}
        sort={filters.sort}
        onSort={(sort: Sort) => set({ sort })}
        autoFocus
        empty={
          <div className="room-scroll">
            {filtered ? (
              <EmptyPlace action={<Button onPress={() => set(none)}>Show all incidents</Button>}>
                No incident matches these filters.
              </EmptyPlace>
            ) : (
              <EmptyPlace
                action={
                  <Button variant="primary" onPress={() => go(['incidents', 'new'])}>
                    New incident
                  </Button>
                }
              >
                What happened stands here: each incident with its times, severity, services and impact.
                Reviews are made of them.
              </EmptyPlace>
            )}
          </div>
        }
      />
      {selected && (
        <IncidentInspector
          id={selected}
          onClose={() => setSelected(null)}
          onReview={() => setReviewing(selected)}
        />
      )}
      {reviewing && <NewReview incidentId={reviewing} onClose={() => setReviewing(null)} />}
    </div>
  )
}
