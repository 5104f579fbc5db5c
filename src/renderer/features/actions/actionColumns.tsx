import { Clock } from 'lucide-react'
import type { ActionRow } from '#shared/contract/actions.ts'
import { formatDay } from '../../components/dates/formats.ts'
import type { Column } from '../../components/grid/columns.ts'
import { Badge, type Tone } from '../../components/State.tsx'
import { actionStateWords } from '../words.ts'
import './actions.css'

export const actionTones: Record<ActionRow['state'], Tone> = {
  open: 'plain',
  'in-progress': 'accent',
  done: 'plain',
  'wont-do': 'plain',
}

/** A due day; what is overdue is marked by shape and word, not by colour alone. */
export function DueDay({ action }: { action: Pick<ActionRow, 'dueOn' | 'overdue'> }) {
  if (!action.dueOn) return <span className="faint">None</span>
  if (!action.overdue) return formatDay(action.dueOn)
  return (
    <span className="action-overdue">
      <Clock size={12} aria-hidden />
      {formatDay(action.dueOn)}
      <span className="visually-hidden"> overdue</span>
    </span>
  )
}

const key: Column<ActionRow> = {
  id: 'key',
  title: 'Key',
  width: '72px',
  spare: 1,
  sortBy: 'key',
  cell: (row) => <span className="grid-key">{row.key}</span>,
}

const rest: Column<ActionRow>[] = [
  {
    id: 'owner',
    title: 'Owner',
    width: '124px',
    spare: 2,
    sortBy: 'owner',
    cell: (row) => row.owner?.name ?? <span className="faint">Nobody yet</span>,
  },
  { id: 'due', title: 'Due', width: '112px', sortBy: 'due', cell: (row) => <DueDay action={row} /> },
  {
    id: 'state',
    title: 'State',
    width: '116px',
    sortBy: 'state',
    cell: (row) => <Badge tone={actionTones[row.state]}>{actionStateWords[row.state]}</Badge>,
  },
]

const title: Column<ActionRow> = {
  id: 'title',
  title: 'Action',
  width: 'minmax(220px, 1fr)',
  sortBy: 'title',
  cell: (row) => <span className="grid-title">{row.title}</span>,
}

const review: Column<ActionRow> = {
  id: 'review',
  title: 'Review',
  width: '124px',
  spare: 3,
  cell: (row) => <span className="grid-key">{row.reviewKey}</span>,
}

export const actionColumns: readonly Column<ActionRow>[] = [key, title, ...rest, review]
/** Beside the inspector, which names the review. */
export const narrowActionColumns: readonly Column<ActionRow>[] = [key, title, ...rest]
