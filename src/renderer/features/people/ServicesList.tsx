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
import { wholeList } from './lists.ts'
import { ServiceDialog } from './ServiceDialog.tsx'

export type Service = Output<'services.list'>[number]

export function ServicesList({ ways, selected }: { ways: ReactNode; selected: string | null }) {
  const services = useQueryOf('services.list', {})
  const teams = useQueryOf('teams.list', {}).data
  const [open, setOpen] = useState<Service | 'new' | null>(null)
  const columns = useMemo<Column<Service>[]>(
    () => [
      {
        id: 'name',
        title: 'Service',
        width: 'minmax(140px, 1fr)',
        cell: (row) => <span className="grid-title">{row.name}</span>,
      },
      { id: 'what', title: 'What it does', width: 'minmax(200px, 2fr)', cell: (row) => row.description },
      {
        id: 'team',
        title: 'Team',
        width: '160px',
        cell: (row) => teams?.find((team) => team.id === row.teamId)?.name ?? '',
      },
    ],
    [teams],
  )
  useCommands(
    () => [
      { id: 'services.new', title: 'Add a service', group: 'People', keys: 'N', run: () => setOpen('new') },
    ],
    [],
  )
  return (
    <div className="room">
      <RoomHead title="Services" count={services.data?.length}>
        <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setOpen('new')}>
          Add service
        </Button>
      </RoomHead>
      {ways}
      <DataGrid
        label="Services"
        list={wholeList(services)}
        columns={columns}
        keyOf={(row) => row.id}
        selected={selected}
        onSelect={(id) => goInstead(['people', 'services', id])}
        onOpen={setOpen}
        autoFocus
        empty={
          <div className="room-scroll">
            <EmptyPlace action={<Button onPress={() => setOpen('new')}>Add service</Button>}>
              Services that incidents happen to stand here, so that incidents of the same one can be found.
            </EmptyPlace>
          </div>
        }
      />
      {open && <ServiceDialog service={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </div>
  )
}
