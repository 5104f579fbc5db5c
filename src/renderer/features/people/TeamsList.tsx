import { Plus } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { Output } from '#shared/contract/index.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { EmptyPlace } from '../../components/EmptyPlace.tsx'
import type { Column } from '../../components/grid/columns.ts'
import { DataGrid } from '../../components/grid/DataGrid.tsx'
import { RoomHead } from '../../components/Toolbar.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { goInstead } from '../../shell/routes.ts'
import { usePeople } from '../usePeople.ts'
import { wholeList } from './lists.ts'
import { TeamDialog } from './TeamDialog.tsx'

export type Team = Output<'teams.list'>[number]

export function TeamsList({ ways, selected }: { ways: ReactNode; selected: string | null }) {
  const teams = useQueryOf('teams.list', {})
  const { people } = usePeople()
  const [open, setOpen] = useState<Team | 'new' | null>(null)
  const columns = useMemo<Column<Team>[]>(
    () => [
      {
        id: 'name',
        title: 'Team',
        width: 'minmax(160px, 1fr)',
        cell: (row) => <span className="grid-title">{row.name}</span>,
      },
      {
        id: 'members',
        title: 'Members',
        width: 'minmax(200px, 3fr)',
        cell: (row) =>
          row.memberIds.map((id) => people.find((person) => person.id === id)?.name ?? 'Somebody').join(', '),
      },
    ],
    [people],
  )
  useCommands(
    () => [{ id: 'teams.new', title: 'Add a team', group: 'People', keys: 'N', run: () => setOpen('new') }],
    [],
  )
  return (
    <div className="room">
      <RoomHead title="Teams" count={teams.data?.length}>
        <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setOpen('new')}>
          Add team
        </Button>
      </RoomHead>
      {ways}
      <DataGrid
        label="Teams"
        list={wholeList(teams)}
        columns={columns}
        keyOf={(row) => row.id}
        selected={selected}
        onSelect={(id) => goInstead(['people', 'teams', id])}
        onOpen={setOpen}
        autoFocus
        empty={
          <div className="room-scroll">
            <EmptyPlace action={<Button onPress={() => setOpen('new')}>Add team</Button>}>
              Teams stand here, with who is in them and which services they look after.
            </EmptyPlace>
          </div>
        }
      />
      {open && <TeamDialog team={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </div>
  )
}
