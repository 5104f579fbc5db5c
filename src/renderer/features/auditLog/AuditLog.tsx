import { FileSignature, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '#shared/contract/index.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { ComboBox } from '../../components/ComboBox.tsx'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { EmptyPlace } from '../../components/EmptyPlace.tsx'
import type { Column } from '../../components/grid/columns.ts'
import { DataGrid } from '../../components/grid/DataGrid.tsx'
import { FilterLine, RoomHead } from '../../components/Toolbar.tsx'
import { useList } from '../../data/lists.ts'
import { goInstead, useRoute } from '../../shell/routes.ts'
import { enterInspector } from '../inspectorFocus.ts'
import { usePeople } from '../usePeople.ts'
import { Checkpoint } from './Checkpoint.tsx'
import { EventInspector } from './EventInspector.tsx'
import { LogCheck } from './LogCheck.tsx'
import { methodChoices } from './methodWords.ts'
import './auditLog.css'

export type AuditEvent = Output<'auditLog.list'>['rows'][number]

const columns: readonly Column<AuditEvent>[] = [
  {
    id: 'sequence',
    title: 'No.',
    width: '56px',
    spare: 1,
    align: 'number',
    cell: (row) => <span className="quiet">{row.sequence}</span>,
  },
  { id: 'at', title: 'When', width: '168px', cell: (row) => <InstantText at={row.at} /> },
  { id: 'who', title: 'Who', width: '136px', cell: (row) => row.person },
  {
    id: 'what',
    title: 'What happened',
    width: 'minmax(200px, 1fr)',
    cell: (row) => row.sentence,
  },
]

/** Every change of the workspace, in order; each event holds the hash of the one before it. */
export default function AuditLog() {
  const [, selected = null] = useRoute()
  const [personId, setPersonId] = useState<string | null>(null)
  const [method, setMethod] = useState<string | null>(null)
  const [shown, setShown] = useState<'check' | 'checkpoint' | null>(null)
  const { choices } = usePeople()
  const list = useList('auditLog.list', {
    ...(personId ? { personId } : {}),
    ...(method ? { method } : {}),
  })
  const event = list.rows.find((row) => String(row.sequence) === selected)
  useCommands(
    () => [
      {
        id: 'auditLog.verify',
        title: 'Verify the audit log',
        group: 'Audit log',
        run: () => setShown('check'),
      },
      {
        id: 'auditLog.checkpoint',
        title: "Show the log's checkpoint",
        group: 'Audit log',
        run: () => setShown('checkpoint'),
      },
    ],
    [],
  )
  const showAll = () => {
    setPersonId(null)
    setMethod(null)
  }
  return (
    <div className="room">
      <RoomHead title="Audit log" count={list.loading ? undefined : list.total}>
        <Button icon={<FileSignature aria-hidden />} onPress={() => setShown('checkpoint')}>
          Checkpoint
        </Button>
        <Button icon={<ShieldCheck aria-hidden />} onPress={() => setShown('check')}>
          Verify log
        </Button>
      </RoomHead>
      <FilterLine label="Filter the audit log">
        <ComboBox
          label="Person"
          hideLabel
          placeholder="Anybody"
          choices={choices}
          value={personId}
          onChange={setPersonId}
        />
        <ComboBox
          label="What happened"
          hideLabel
          placeholder="Anything"
          choices={methodChoices}
          value={method}
          onChange={setMethod}
        />
      </FilterLine>
      {shown === 'check' && <LogCheck onHide={() => setShown(null)} />}
      {shown === 'checkpoint' && <Checkpoint onHide={() => setShown(null)} />}
      <DataGrid
        label="Events"
        list={list}
        columns={columns}
        keyOf={(row) => String(row.sequence)}
        selected={selected}
        onSelect={(sequence) => goInstead(['auditLog', sequence])}
        onOpen={(row) => {
          goInstead(['auditLog', String(row.sequence)])
          enterInspector()
        }}
        autoFocus
        empty={
          <div className="room-scroll">
            <EmptyPlace action={<Button onPress={showAll}>Show all events</Button>}>
              No event matches these filters.
            </EmptyPlace>
          </div>
        }
      />
      {event && <EventInspector event={event} onClose={() => goInstead(['auditLog'])} />}
    </div>
  )
}
