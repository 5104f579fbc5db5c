import { Check, Plus } from 'lucide-react'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { Person } from '#shared/contract/people.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { Checkbox } from '../../components/Checkbox.tsx'
import { EmptyPlace } from '../../components/EmptyPlace.tsx'
import type { Column } from '../../components/grid/columns.ts'
import { DataGrid } from '../../components/grid/DataGrid.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { FilterLine, RoomHead } from '../../components/Toolbar.tsx'
import { useList } from '../../data/lists.ts'
import { goInstead } from '../../shell/routes.ts'
import { enterInspector } from '../inspectorFocus.ts'
import { roleWords } from '../words.ts'
import { NewPerson } from './NewPerson.tsx'
import { PersonInspector } from './PersonInspector.tsx'

const columns: readonly Column<Person>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(160px, 1fr)',
    cell: (row) => <span className={row.active ? 'grid-title' : 'faint'}>{row.name}</span>,
  },
  { id: 'email', title: 'E-mail', width: 'minmax(140px, 1fr)', spare: 1, cell: (row) => row.email },
  {
    id: 'roles',
    title: 'Roles',
    width: 'minmax(160px, 1.2fr)',
    cell: (row) => row.roles.map((role) => roleWords[role]).join(', '),
  },
  {
    id: 'key',
    title: 'Can sign',
    width: '72px',
    cell: (row) =>
      row.canSign && (
        <span className="row">
          <Check size={14} aria-hidden /> Yes
        </span>
      ),
  },
]

const active: Column<Person> = {
  id: 'active',
  title: 'Active',
  width: '64px',
  cell: (row) => (row.active ? 'Yes' : <span className="faint">No</span>),
}
const columnsWithActive = [...columns, active]

export function PeopleList({ ways, selected }: { ways: ReactNode; selected: string | null }) {
  const [typed, setTyped] = useState('')
  const [includeInactive, setIncludeInactive] = useState(false)
  const [adding, setAdding] = useState(false)
  const search = useDeferredValue(typed)
  const list = useList('people.list', { search, includeInactive })
  const person = list.rows.find((row) => row.id === selected)
  useCommands(
    () => [
      { id: 'people.new', title: 'Add a person', group: 'People', keys: 'N', run: () => setAdding(true) },
    ],
    [],
  )
  return (
    <div className="room">
      <RoomHead title="People" count={list.loading ? undefined : list.total}>
        <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
          Add person
        </Button>
      </RoomHead>
      {ways}
      <FilterLine label="Filter people">
        <SearchField label="Filter people" value={typed} onChange={setTyped} />
        <Checkbox checked={includeInactive} onChange={setIncludeInactive}>
          Those no longer active too
        </Checkbox>
      </FilterLine>
      <DataGrid
        label="People"
        list={list}
        columns={includeInactive ? columnsWithActive : columns}
        keyOf={(row) => row.id}
        selected={selected}
        onSelect={(id) => goInstead(['people', id])}
        onOpen={(row) => {
          goInstead(['people', row.id])
          enterInspector()
        }}
        autoFocus
        empty={
          <div className="room-scroll">
            <EmptyPlace action={<Button onPress={() => setTyped('')}>Show everybody</Button>}>
              Nobody by this name.
            </EmptyPlace>
          </div>
        }
      />
      {person && <PersonInspector key={person.id} person={person} onClose={() => goInstead(['people'])} />}
      {adding && <NewPerson onClose={() => setAdding(false)} onAdded={(id) => goInstead(['people', id])} />}
    </div>
  )
}
