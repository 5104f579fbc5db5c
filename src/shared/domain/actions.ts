import { z } from 'zod'

/** The states of an action item. A reopened action is open again; that it was reopened is in its history. */
export const actionState = z.enum(['open', 'in-progress', 'done', 'wont-do'])
export type ActionState = z.infer<typeof actionState>

export const actionStateNames: Record<ActionState, string> = {
  open: 'Open',
  'in-progress': 'In progress',
  done: 'Done',
  'wont-do': 'Will not be done',
}

export const actionStepName = z.enum(['start', 'put-back', 'close', 'decline', 'reopen'])
export type ActionStepName = z.infer<typeof actionStepName>

export interface ActionStep {
  name: ActionStepName
  from: readonly ActionState[]
  to: ActionState
  /** What the button says. */
  label: string
}

/** Every move there is. */
export const actionSteps: readonly ActionStep[] = [
  { name: 'start', from: ['open'], to: 'in-progress', label: 'Start' },
  { name: 'close', from: ['open', 'in-progress'], to: 'done', label: 'Close with proof' },
  { name: 'decline', from: ['open', 'in-progress'], to: 'wont-do', label: 'Will not be done' },
  { name: 'put-back', from: ['in-progress'], to: 'open', label: 'Put back' },
  { name: 'reopen', from: ['done', 'wont-do'], to: 'open', label: 'Reopen' },
]

export function nextActionSteps(state: ActionState): ActionStep[] {
  return actionSteps.filter((step) => step.from.includes(state))
}

export interface ActionMove {
  name: ActionStepName
  /** What an action counts as done by, as agreed in the review. */
  criterion: string
  /** How the criterion is met, when closing; why, when declining or reopening. */
  note: string
  /** Evidence that shows the criterion is met. */
  evidenceIds: readonly string[]
}

/** Where a move leads, or a sentence that says what it still needs. Who may decline: `mayApproveWontDo`. */
export function moveAction(
  from: ActionState,
  move: ActionMove,
): { ok: true; state: ActionState } | { ok: false; reason: string } {
  const step = nextActionSteps(from).find((one) => one.name === move.name)
  if (!step) {
    const names = nextActionSteps(from).map((one) => `“${one.label}”`)
    return {
      ok: false,
      reason: `The action is ${actionStateNames[from].toLowerCase()}; from there it can only go on by ${names.join(' or ')}.`,
    }
  }
  const missing = whatIsMissing(move)
  return missing ? { ok: false, reason: missing } : { ok: true, state: step.to }
}

function whatIsMissing(move: ActionMove): string | undefined {
  const noted = move.note.trim() !== ''
  switch (move.name) {
    case 'close':
      if (move.criterion.trim() === '') {
        return 'The action does not say by what it counts as done. Add that first, then close it.'
      }
      return noted || move.evidenceIds.length > 0
        ? undefined
        : `Show that the criterion is met (“${move.criterion.trim()}”): add evidence, or a note that says how.`
    case 'decline':
      return noted ? undefined : 'Say why the action will not be done.'
    case 'reopen':
      return noted ? undefined : 'Say why the action is reopened.'
    default:
      return undefined
  }
}

export const dueDateChange = z.strictObject({
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  at: z.iso.datetime(),
  personId: z.string(),
  reason: z.string(),
})
export type DueDateChange = z.infer<typeof dueDateChange>

/** The due date as it was first agreed; later changes do not make an action that is late punctual. */
export function firstDueDate(
  dueOn: string | null,
  changes: readonly Pick<DueDateChange, 'from' | 'to'>[],
): string | null {
  const dates = [...changes.map((change) => change.from), dueOn]
  return dates.find((date) => date !== null) ?? null
}

/** How often a due date moved to a later day, or was taken away. */
export function countSlips(changes: readonly Pick<DueDateChange, 'from' | 'to'>[]): number {
  return changes.filter(({ from, to }) => from !== null && (to === null || to > from)).length
}

/** Overdue: not closed, and its due date lies before `today` (a day). */
export function isOverdue(action: { state: ActionState; dueOn: string | null }, today: string): boolean {
  const closed = action.state === 'done' || action.state === 'wont-do'
  return !closed && action.dueOn !== null && action.dueOn < today
}
