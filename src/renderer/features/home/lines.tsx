import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import type { ActionRow } from '#shared/contract/actions.ts'
import type { ReviewRow } from '#shared/contract/reviews.ts'
import { formatDay, formatDuration } from '../../components/dates/formats.ts'
import { hrefOf } from '../../shell/routes.ts'
import { stateWords } from '../words.ts'

/** `Due in 5 h 20 min`, `12 d late`. */
export function dueWords(at: string, now = Date.now()): string {
  const minutes = (Date.parse(at) - now) / 60_000
  if (minutes >= 0) return `Due in ${formatDuration(minutes)}`
  const days = Math.floor(-minutes / 1_440)
  return days >= 2 ? `${days} d late` : `${formatDuration(-minutes)} late`
}

interface LineProps {
  href: string
  title: string
  below: ReactNode
  right: ReactNode
  late?: boolean
}

function Line({ href, title, below, right, late }: LineProps) {
  return (
    <li>
      <Link href={href} className="waiting-line">
        <span className="waiting-title truncate">{title}</span>
        <span className="waiting-below">
          <span className="grow truncate">{below}</span>
          <span className={late ? 'waiting-right waiting-late' : 'waiting-right'}>{right}</span>
        </span>
      </Link>
    </li>
  )
}

const nameOf = (person: { id: string; name: string } | null, actorId: string | undefined, nobody: string) =>
  person ? (person.id === actorId ? 'You' : person.name) : nobody

export function DueLine({ review, actorId }: { review: ReviewRow; actorId: string | undefined }) {
  const at = review.dueAt ?? review.createdAt
  const late = Date.parse(at) < Date.now()
  return (
    <Line
      href={hrefOf('reviews', review.id)}
      title={review.title}
      below={`${review.key} · ${nameOf(review.facilitator, actorId, 'No facilitator')}`}
      right={dueWords(at)}
      late={late}
    />
  )
}

export function UnderWayLine({ review, actorId }: { review: ReviewRow; actorId: string | undefined }) {
  return (
    <Line
      href={hrefOf('reviews', review.id)}
      title={review.title}
      below={`${review.key} · ${nameOf(review.facilitator, actorId, 'No facilitator')}`}
      right={stateWords[review.state]}
    />
  )
}

export function ApprovalLine({ review, actor }: { review: ReviewRow; actor: { id: string } | null }) {
  return (
    <Line
      href={hrefOf('reviews', review.id, 'approvals')}
      title={review.title}
      below={`${review.key} · ${nameOf(review.facilitator, actor?.id, 'No facilitator')}`}
      right={stateWords[review.state]}
    />
  )
}

export function ActionLine({ action, actorId }: { action: ActionRow; actorId: string | undefined }) {
  return (
    <Line
      href={hrefOf('reviews', action.reviewId, 'actions', action.id)}
      title={action.title}
      below={`${action.key} · ${nameOf(action.owner, actorId, 'No owner')}`}
      right={action.dueOn ? `Due ${formatDay(action.dueOn)}` : ''}
      late
    />
  )
}
