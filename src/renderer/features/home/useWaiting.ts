import type { Role } from '#shared/contract/people.ts'
import type { ReviewRow } from '#shared/contract/reviews.ts'
import { useQueryOf } from '../../data/queries.ts'
import { mineFirst } from './mineFirst.ts'

const dueWithinMs = 48 * 3_600_000
const shown = 12

interface Actor {
  id: string
  roles: Role[]
}

/** What waits in this workspace, at most a dozen of a kind, the acting person's first. */
export function useWaiting(actor: Actor | null) {
  const open = useQueryOf('reviews.list', {
    states: ['draft', 'in-session', 'written'],
    sort: 'due',
    order: 'asc',
    limit: 100,
  })
  const approvals = useQueryOf('reviews.list', {
    states: ['technical-validation', 'process-review'],
    sort: 'created',
    order: 'asc',
    limit: 100,
  })
  const late = useQueryOf('actions.list', { overdueOnly: true, sort: 'due', order: 'asc', limit: 100 })
  const until = Date.now() + dueWithinMs
  const isDue = (review: ReviewRow) => review.dueAt !== null && Date.parse(review.dueAt) <= until
  const writing = open.data?.rows ?? []
  const due = writing.filter((review) => review.state !== 'written' && isDue(review))
  const underWay = writing.filter((review) => !due.includes(review))
  const me = actor?.id
  const role = { 'technical-validation': 'engineering-lead', 'process-review': 'incident-manager' } as const
  const waiting = approvals.data?.rows ?? []
  return {
    due: {
      rows: mineFirst(due, (review) => review.facilitator?.id === me).slice(0, shown),
      total: due.length,
    },
    underWay: {
      rows: mineFirst(underWay, (review) => review.facilitator?.id === me).slice(0, shown),
      total: (open.data?.total ?? 0) - due.length,
    },
    approvals: {
      rows: mineFirst(
        waiting,
        (review) =>
          review.facilitator?.id !== me &&
          Boolean(actor?.roles.includes(role[review.state as keyof typeof role])),
      ).slice(0, shown),
      total: approvals.data?.total ?? 0,
    },
    actions: {
      rows: mineFirst(late.data?.rows ?? [], (action) => action.owner?.id === me).slice(0, shown),
      total: late.data?.total ?? 0,
    },
    loaded: Boolean(open.data && approvals.data && late.data),
    error: open.error ?? approvals.error ?? late.error,
  }
}
