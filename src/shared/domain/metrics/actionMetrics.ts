import { type ActionState, countSlips, type DueDateChange, firstDueDate } from '../actions.ts'
import { dayOf, daysBetween } from '../days.ts'
import { type Metric, type Share, summarise } from './metric.ts'

export interface ActionForMetrics {
  id: string
  state: ActionState
  /** UTC instant. */
  createdAt: string
  dueOn: string | null
  /** UTC instant at which it was last closed (done or will not be done); null while it is open. */
  closedAt: string | null
  dueChanges: readonly Pick<DueDateChange, 'from' | 'to'>[]
}

/** Days, both included. */
export interface Period {
  from: string
  to: string
}

/**
 * Closure of the actions that were due in a period, as it stood at the end of the day `asOf`. The due date is the
 * one first agreed, so moving it does not make a late action punctual. What was closed after `asOf` counts as open.
 */
export function closureByCohort(
  actions: readonly ActionForMetrics[],
  period: Period,
  asOf: string,
): Share & { parts: Record<'onTime' | 'late' | 'overdue' | 'notYetDue' | 'wontDo', string[]> } {
  const parts = {
    onTime: [] as string[],
    late: [] as string[],
    overdue: [] as string[],
    notYetDue: [] as string[],
    wontDo: [] as string[],
  }
  const missingRows: string[] = []
  for (const action of existing(actions, asOf)) {
    const due = firstDueDate(action.dueOn, action.dueChanges)
    if (due === null) missingRows.push(action.id)
    else if (due >= period.from && due <= period.to) parts[partOf(action, due, asOf)].push(action.id)
  }
  const closed = parts.onTime.length + parts.late.length
  const counted = closed + parts.overdue.length + parts.notYetDue.length
  return {
    name: 'Closure rate',
    formula: `done ÷ (done + open), of actions first due from ${period.from} to ${period.to}, as of ${asOf}; those agreed not to be done are counted apart`,
    n: counted + parts.wontDo.length,
    missing: missingRows.length,
    parts,
    rate: counted === 0 ? null : closed / counted,
    missingRows,
  }
}

function partOf(action: ActionForMetrics, due: string, asOf: string) {
  const closedOn = closingDay(action, asOf)
  if (closedOn === null) return due < asOf ? 'overdue' : 'notYetDue'
  if (action.state === 'wont-do') return 'wontDo'
  return closedOn <= due ? 'onTime' : 'late'
}

/** Days from the day an action was made to the day it was done. Open actions are missing, not zero. */
export function closureLag(actions: readonly ActionForMetrics[], asOf: string): Metric {
  const about = {
    name: 'Days to closure',
    formula: `day done − day created, in days, of actions done by ${asOf}; actions still open are counted as missing`,
    unit: 'days' as const,
  }
  const rows = existing(actions, asOf).filter((one) => one.state !== 'wont-do' || !closingDay(one, asOf))
  return summarise(
    about,
    rows.map((action) => {
      const closedOn = closingDay(action, asOf)
      return {
        id: action.id,
        value: closedOn === null ? null : daysBetween(dayOf(action.createdAt), closedOn),
      }
    }),
  )
}

/** Days from the due date first agreed to the day it was done, or to `asOf` where it is open and overdue. */
export function daysPastDue(actions: readonly ActionForMetrics[], asOf: string): Metric {
  const about = {
    name: 'Days past due',
    formula: `(day done, or ${asOf} while open) − day first due, in days, of actions that passed their first due date; those without one are counted as missing`,
    unit: 'days' as const,
  }
  const rows = existing(actions, asOf).flatMap((action): { id: string; value: number | null }[] => {
    const due = firstDueDate(action.dueOn, action.dueChanges)
    if (due === null) return [{ id: action.id, value: null }]
    const closedOn = closingDay(action, asOf)
    if (closedOn && action.state === 'wont-do') return []
    const days = daysBetween(due, closedOn ?? asOf)
    return days > 0 ? [{ id: action.id, value: days }] : []
  })
  return summarise(about, rows)
}

/** How long the actions that are open at `asOf` have been open. */
export function ageing(
  actions: readonly ActionForMetrics[],
  asOf: string,
): Metric & { buckets: { label: string; rows: string[] }[] } {
  const open = existing(actions, asOf)
    .filter((action) => closingDay(action, asOf) === null)
    .map((action) => ({ id: action.id, value: daysBetween(dayOf(action.createdAt), asOf) }))
  const bounds = [30, 60, 90, Number.POSITIVE_INFINITY]
  const buckets = bounds.map((to, index) => {
    const from = index === 0 ? 0 : (bounds[index - 1] as number) + 1
    const rows = open.filter(({ value }) => value >= from && value <= to).map(({ id }) => id)
    return { label: to === Number.POSITIVE_INFINITY ? 'over 90 days' : `${from} to ${to} days`, rows }
  })
  const about = {
    name: 'Age of open actions',
    formula: `${asOf} − day created, in days, of actions open on ${asOf}`,
    unit: 'days' as const,
  }
  return { ...summarise(about, open), buckets }
}

/** How often due dates moved to a later day, of each action that had one. */
export function slips(actions: readonly ActionForMetrics[], asOf: string): Metric {
  const about = {
    name: 'Slips',
    formula:
      'changes of the due date to a later day, or away, of each action; those that never had one are missing',
    unit: 'changes' as const,
  }
  return summarise(
    about,
    existing(actions, asOf).map((action) => ({
      id: action.id,
      value: firstDueDate(action.dueOn, action.dueChanges) === null ? null : countSlips(action.dueChanges),
    })),
  )
}

function existing(actions: readonly ActionForMetrics[], asOf: string): ActionForMetrics[] {
  return actions.filter((action) => dayOf(action.createdAt) <= asOf)
}

/** The UTC day on which it was closed, if that was by the end of `asOf`. */
function closingDay(action: ActionForMetrics, asOf: string): string | null {
  if (action.closedAt === null || action.state === 'open' || action.state === 'in-progress') return null
  const day = dayOf(action.closedAt)
  return day <= asOf ? day : null
}
