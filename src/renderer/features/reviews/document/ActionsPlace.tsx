import { Plus } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { ActionRow } from '#shared/contract/actions.ts'
import { Button } from '../../../components/Button.tsx'
import { EmptyPlace } from '../../../components/EmptyPlace.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { Badge } from '../../../components/State.tsx'
import { useList } from '../../../data/lists.ts'
import { goInstead } from '../../../shell/routes.ts'
import { ActionInspector } from '../../actions/ActionInspector.tsx'
import { AddAction, addActionFieldId } from '../../actions/AddAction.tsx'
import { actionTones, DueDay } from '../../actions/actionColumns.tsx'
import { enterInspector } from '../../inspectorFocus.ts'
import { actionStateWords } from '../../words.ts'
import { EditNote } from './EditNote.tsx'
import type { PlaceProps } from './places.tsx'
import '../../sheets.css'

/** What changes after this incident: each action with one owner, a day, and what it counts as done by. */
export default function ActionsPlace({ review, part }: PlaceProps) {
  const list = useList('actions.list', { reviewId: review.id, sort: 'key' })
  const show = (id: string) => goInstead(['reviews', review.id, 'actions', id])
  const focusAdd = () => document.getElementById(addActionFieldId)?.querySelector('input')?.focus()
  return (
    <>
      <div className="place-head">
        <h2>Actions</h2>
        {!list.loading && <span className="faint number">{list.total}</span>}
      </div>
      <EditNote review={review} also="Owners, due dates and states of actions may go on changing." />
      {!review.readOnly && <AddAction reviewId={review.id} />}
      <ErrorNote error={list.error} />
      {!list.loading && list.rows.length === 0 && (
        <EmptyPlace
          action={
            !review.readOnly && (
              <Button icon={<Plus aria-hidden />} onPress={focusAdd}>
                Add the first action
              </Button>
            )
          }
        >
          Changes that somebody agreed to make stand here, each with one owner, a due date, and what it counts
          as done by.
        </EmptyPlace>
      )}
      <ul className="lines" aria-label="Actions of this review">
        {list.rows.map((action) => (
          <li key={action.id} className="line-flush">
            <ActionItem
              action={action}
              current={action.id === part}
              onPress={() => {
                show(action.id)
                enterInspector()
              }}
            />
          </li>
        ))}
      </ul>
      {list.more && <Button onPress={list.more}>Show more</Button>}
      {part && (
        <ActionInspector key={part} id={part} onClose={() => goInstead(['reviews', review.id, 'actions'])} />
      )}
    </>
  )
}

function ActionItem(props: { action: ActionRow; current: boolean; onPress: () => void }) {
  const { action } = props
  const closed = action.state === 'done' || action.state === 'wont-do'
  return (
    <AriaButton
      className={closed ? 'action-item action-closed' : 'action-item'}
      aria-current={props.current || undefined}
      onPress={props.onPress}
    >
      <span className="action-item-title">{action.title}</span>
      <Badge tone={actionTones[action.state]}>{actionStateWords[action.state]}</Badge>
      <span className="action-item-facts">
        <span className="grid-key">{action.key}</span>
        <span>{action.owner?.name ?? 'No owner yet'}</span>
        {action.dueOn ? <DueDay action={action} /> : <span>No due date yet</span>}
      </span>
    </AriaButton>
  )
}
