import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { EmptyPlace } from '../../../components/EmptyPlace.tsx'
import { useQueryOf } from '../../../data/queries.ts'
import { go } from '../../../shell/routes.ts'
import { ActionInspector } from '../../actions/ActionInspector.tsx'
import { ActionLine } from '../../actions/ActionLine.tsx'
import { AddAction } from '../../actions/AddAction.tsx'
import type { PlaceProps } from '../ReviewDocument.tsx'

/** The changes that were agreed, who owns them, and how they stand. */
export default function ActionsPlace({ review, part }: PlaceProps) {
  const [adding, setAdding] = useState(false)
  const actions = useQueryOf('actions.list', { reviewId: review.id, limit: 500, sort: 'key' }).data
  return (
    <>
      <div className="place-head">
        <h2>Actions</h2>
        {!review.readOnly && (
          <Button icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
            Add action
          </Button>
        )}
      </div>
      {review.readOnly && <p className="read-only">{review.readOnly} Actions can still be worked on and closed.</p>}
      {actions?.total === 0 && !adding && (
        <EmptyPlace>
          Changes that somebody owns stand here, each with a due date and a criterion by which it is done.
        </EmptyPlace>
      )}
      {adding && <AddAction reviewId={review.id} onClose={() => setAdding(false)} />}
      <ul className="lines">
        {actions?.rows.map((action) => (
          <ActionLine
            key={action.id}
            action={action}
            current={action.id === part}
            onOpen={() => go(['reviews', review.id, 'actions', action.id])}
          />
        ))}
      </ul>
      {part && <ActionInspector id={part} onClose={() => go(['reviews', review.id, 'actions'])} />}
    </>
  )
}
