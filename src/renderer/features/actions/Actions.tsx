import { useDeferredValue } from 'react'
import type { ActionRow } from '#shared/contract/actions.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { Checkbox } from '../../components/Checkbox.tsx'
import { ComboBox } from '../../components/ComboBox.tsx'
import { EmptyPlace } from '../../components/EmptyPlace.tsx'
import { FilterMenu } from '../../components/FilterMenu.tsx'
import { DataGrid, type Sort } from '../../components/grid/DataGrid.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { FilterLine, RoomHead } from '../../components/Toolbar.tsx'
import { useList } from '../../data/lists.ts'
import { go, goInstead, useRoute } from '../../shell/routes.ts'
import { useActor } from '../../shell/useWorkspace.ts'
import { enterInspector } from '../inspectorFocus.ts'
import { usePeople } from '../usePeople.ts'
import { actionStateWords, choicesOf } from '../words.ts'
import { ActionInspector } from './ActionInspector.tsx'
import { actionColumns, narrowActionColumns } from './actionColumns.tsx'
import { type ActionFilters, noActionFilters, useActionFilters, usualActionFilters } from './actionFilters.ts'

const set = (change: Partial<ActionFilters>) => useActionFilters.setState(change)

/** Every action of every review: what is overdue first, until it is closed with proof. */
export default function Actions() {
  const [, selected = null] = useRoute()
  const filters = useActionFilters()
  const search = useDeferredValue(filters.search)
  const actor = useActor()
  const { choices } = usePeople()
  const list = useList('actions.list', {
    search,
    states: filters.states,
    overdueOnly: filters.overdueOnly,
    ...(filters.ownerId ? { ownerId: filters.ownerId } : {}),
    sort: filters.sort.column as 'due',
    order: filters.sort.order,
  })
  useCommands(
    () => [
      {
        id: 'actions.mine',
        title: 'Show my actions',
        group: 'Actions',
        run: () => set({ ...usualActionFilters, ownerId: actor?.id ?? null }),
      },
      {
        id: 'actions.overdue',
        title: 'Show overdue actions',
        group: 'Actions',
        run: () => set({ ...usualActionFilters, overdueOnly: true }),
      },
      { id: 'actions.all', title: 'Show all actions', group: 'Actions', run: () => set(noActionFilters) },
    ],
    [actor?.id],
  )
  return (
    <div className="room">
      <RoomHead title="Actions" count={list.loading ? undefined : list.total} />
      <FilterLine label="Filter actions">
        <SearchField
          label="Filter actions"
          value={filters.search}
          onChange={(text) => set({ search: text })}
        />
        <FilterMenu
          label="State"
          choices={choicesOf(actionStateWords)}
          value={filters.states}
          onChange={(states: ActionRow['state'][]) => set({ states })}
        />
        <ComboBox
          label="Owner"
          hideLabel
          placeholder="Any owner"
          choices={choices}
          value={filters.ownerId}
          onChange={(ownerId) => set({ ownerId })}
        />
        <Checkbox checked={filters.overdueOnly} onChange={(overdueOnly) => set({ overdueOnly })}>
          Overdue only
        </Checkbox>
      </FilterLine>
      <DataGrid
        label="Actions"
        list={list}
        columns={selected ? narrowActionColumns : actionColumns}
        keyOf={(row) => row.id}
        selected={selected}
        onSelect={(id) => goInstead(['actions', id])}
        onOpen={(row) => {
          goInstead(['actions', row.id])
          enterInspector()
        }}
        sort={filters.sort}
        onSort={(sort: Sort) => set({ sort })}
        autoFocus
        empty={<NoActions filters={filters} />}
      />
      {selected && (
        <ActionInspector key={selected} id={selected} inRoom onClose={() => goInstead(['actions'])} />
      )}
    </div>
  )
}

function NoActions({ filters }: { filters: ActionFilters }) {
  const narrowed = filters.search !== '' || filters.ownerId !== null || filters.overdueOnly
  return (
    <div className="room-scroll">
      {narrowed ? (
        <EmptyPlace action={<Button onPress={() => set(noActionFilters)}>Show all actions</Button>}>
          No action matches these filters.
        </EmptyPlace>
      ) : (
        <EmptyPlace action={<Button onPress={() => go(['reviews'])}>Go to the reviews</Button>}>
          Changes that somebody agreed to make stand here until they are closed with proof. They are added in
          a review.
        </EmptyPlace>
      )}
    </div>
  )
}
