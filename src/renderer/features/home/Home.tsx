import { Plus, Upload } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ReviewState } from '#shared/contract/reviews.ts'
import { Button } from '../../components/Button.tsx'
import { EmptyPlace } from '../../components/EmptyPlace.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { RoomHead } from '../../components/Toolbar.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { go } from '../../shell/routes.ts'
import { useActor } from '../../shell/useWorkspace.ts'
import { useActionFilters, usualActionFilters } from '../actions/actionFilters.ts'
import { useReviewFilters } from '../reviews/reviewFilters.ts'
import { ActionLine, ApprovalLine, DueLine, UnderWayLine } from './lines.tsx'
import { useWaiting } from './useWaiting.ts'
import './home.css'

function showReviews(states: ReviewState[], column: 'due' | 'created') {
  useReviewFilters.setState({ search: '', states, severity: [], sort: { column, order: 'asc' } })
  go(['reviews'])
}

function showOverdueActions() {
  useActionFilters.setState({ ...usualActionFilters, overdueOnly: true })
  go(['actions'])
}

/** What waits: reviews that are due, approvals that are asked for, actions that are late; and what is being written. The acting person's come first. */
export default function Home() {
  const actor = useActor()
  const { due, underWay, approvals, actions, error, loaded } = useWaiting(actor)
  const incidents = useQueryOf('incidents.list', { limit: 1 })
  const empty = incidents.data?.total === 0
  return (
    <div className="room">
      <RoomHead title="Home">
        <Button icon={<Upload aria-hidden />} onPress={() => go(['import'])}>
          Import
        </Button>
        <Button icon={<Plus aria-hidden />} onPress={() => go(['incidents', 'new'])}>
          New incident
        </Button>
      </RoomHead>
      <div className="room-scroll">
        <ErrorNote error={error} />
        {empty && (
          <EmptyPlace
            action={
              <Button variant="primary" onPress={() => go(['import'])}>
                Import post-mortems
              </Button>
            }
          >
            This workspace is empty. Import post-mortems that you have, or enter an incident and start its
            review.
          </EmptyPlace>
        )}
        {loaded && !empty && (
          <div className="waiting">
            <Waiting
              title="Reviews due"
              total={due.total}
              onAll={() => showReviews(['draft', 'in-session'], 'due')}
              none="No review is due in the next 48 hours."
            >
              {due.rows.map((review) => (
                <DueLine key={review.id} review={review} actorId={actor?.id} />
              ))}
            </Waiting>
            <Waiting
              title="Approvals"
              total={approvals.total}
              onAll={() => showReviews(['technical-validation', 'process-review'], 'created')}
              none="No review waits for an approval."
            >
              {approvals.rows.map((review) => (
                <ApprovalLine key={review.id} review={review} actor={actor} />
              ))}
            </Waiting>
            <Waiting
              title="Actions overdue"
              total={actions.total}
              onAll={showOverdueActions}
              none="No action is overdue."
            >
              {actions.rows.map((action) => (
                <ActionLine key={action.id} action={action} actorId={actor?.id} />
              ))}
            </Waiting>
            <Waiting
              title="Reviews under way"
              total={underWay.total}
              onAll={() => showReviews(['draft', 'in-session', 'written'], 'due')}
              none="No review is being written."
            >
              {underWay.rows.map((review) => (
                <UnderWayLine key={review.id} review={review} actorId={actor?.id} />
              ))}
            </Waiting>
          </div>
        )}
      </div>
    </div>
  )
}

interface WaitingProps {
  title: string
  total: number
  /** Leads to the room that has all of them. */
  onAll: () => void
  none: string
  children: ReactNode[]
}

function Waiting({ title, total, onAll, none, children }: WaitingProps) {
  const id = `waiting-${title.replace(' ', '-').toLowerCase()}`
  return (
    <section aria-labelledby={id}>
      <header className="waiting-head">
        <h2 id={id}>{title}</h2>
        {total > 0 && <span className="faint tabular">{total}</span>}
      </header>
      {children.length === 0 ? (
        <p className="waiting-none">{none}</p>
      ) : (
        <ul className="waiting-list">{children}</ul>
      )}
      {total > children.length && (
        <Button variant="quiet" onPress={onAll}>
          Show all {total}
        </Button>
      )}
    </section>
  )
}
