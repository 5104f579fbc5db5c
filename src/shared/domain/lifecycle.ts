import { z } from 'zod'
import { formatDay } from './days.ts'
import { type ApprovalKind, approvalKind } from './reviewRecord.ts'
import { aRole, type Capability, type Role } from './roles.ts'

/** The states of a review, in their order. */
export const reviewStates = [
  'draft',
  'in-session',
  'written',
  'technical-validation',
  'process-review',
  'approved',
  'sealed',
] as const
export const reviewState = z.enum(reviewStates)
export type ReviewState = z.infer<typeof reviewState>

export const reviewStateNames: Record<ReviewState, string> = {
  draft: 'Draft',
  'in-session': 'In session',
  written: 'Written',
  'technical-validation': 'Technical validation',
  'process-review': 'Process review',
  approved: 'Approved',
  sealed: 'Sealed',
}

export const reviewStepName = z.enum([
  'start-session',
  'finish-writing',
  'ask-for-validation',
  'validate-technically',
  'review-process',
  'seal',
  'ask-for-changes',
])

export interface ReviewStep {
  name: z.infer<typeof reviewStepName>
  from: ReviewState
  to: ReviewState
  /** What the button says. */
  label: string
  /** Any of these capabilities allows the step; approvals also ask separation of duties. */
  needs: readonly Capability[]
  reasonRequired: boolean
  /** All findings must be closed or waived before it. */
  readinessRequired: boolean
  /** The approval that this step is. */
  approval: ApprovalKind | null
}

const plain = { reasonRequired: false, readinessRequired: false, approval: null }

function changes(from: ReviewState, needs: Capability[]): ReviewStep {
  const label = 'Ask for changes'
  return { ...plain, name: 'ask-for-changes', from, to: 'written', label, needs, reasonRequired: true }
}

/** Every move there is. A move that is not in this table is forbidden. */
export const reviewSteps: readonly ReviewStep[] = [
  {
    ...plain,
    name: 'start-session',
    from: 'draft',
    to: 'in-session',
    label: 'Start the session',
    needs: ['reviews.facilitate'],
  },
  {
    ...plain,
    name: 'finish-writing',
    from: 'in-session',
    to: 'written',
    label: 'Finish writing',
    needs: ['reviews.facilitate'],
  },
  {
    ...plain,
    name: 'ask-for-validation',
    from: 'written',
    to: 'technical-validation',
    label: 'Send to technical validation',
    needs: ['reviews.facilitate'],
    readinessRequired: true,
  },
  {
    ...plain,
    name: 'validate-technically',
    from: 'technical-validation',
    to: 'process-review',
    label: 'Validate technically',
    needs: ['reviews.validate-technically'],
    readinessRequired: true,
    approval: 'technical-validation',
  },
  {
    ...plain,
    name: 'review-process',
    from: 'process-review',
    to: 'approved',
    label: 'Approve the process',
    needs: ['reviews.review-process'],
    readinessRequired: true,
    approval: 'process-review',
  },
  { ...plain, name: 'seal', from: 'approved', to: 'sealed', label: 'Seal', needs: ['packs.seal'] },
  changes('technical-validation', ['reviews.validate-technically', 'reviews.facilitate']),
  changes('process-review', ['reviews.review-process', 'reviews.validate-technically', 'reviews.facilitate']),
  changes('approved', ['reviews.review-process', 'reviews.validate-technically', 'packs.seal']),
]

/** What can be done next, the way forward first. A sealed review has no next step: see {@link nextRevision}. */
export function nextSteps(state: ReviewState): ReviewStep[] {
  return reviewSteps.filter((step) => step.from === state)
}

/** The one step between two states, if there is one. */
export function stepBetween(from: ReviewState, to: ReviewState): ReviewStep | undefined {
  return reviewSteps.find((step) => step.from === from && step.to === to)
}

export function canMove(from: ReviewState, to: ReviewState): boolean {
  return stepBetween(from, to) !== undefined
}

/** The state in which a review waits for this approval. */
export function stateAwaiting(kind: ApprovalKind): ReviewState {
  return kind
}

/** The approvals that a review in this state must have. */
export function approvalsBehind(state: ReviewState): ApprovalKind[] {
  const reached = reviewStates.indexOf(state)
  return approvalKind.options.filter((kind) => reached > reviewStates.indexOf(stateAwaiting(kind)))
}

/**
 * Where an edit leaves a review. While it is being written it stays where it is; later the edit voids what was
 * approved, so the review goes back to `written`. Null: a sealed review is not edited, it is amended.
 */
export function stateAfterEdit(state: ReviewState): ReviewState | null {
  if (state === 'sealed') return null
  return state === 'draft' || state === 'in-session' ? state : 'written'
}

/** A sealed review stays as it is; its amendment is the next revision, which starts as written. */
export function nextRevision(sealed: { state: ReviewState; revision: number }): {
  state: ReviewState
  revision: number
} | null {
  return sealed.state === 'sealed' ? { state: 'written', revision: sealed.revision + 1 } : null
}

export interface StateOfReview {
  state: ReviewState
  /** UTC instant (ISO 8601) at which the review came into this state. */
  since: string
  /** The name of who is asked to act, where somebody is. */
  person?: string | undefined
  /** The reason for which changes were asked, while they are awaited. */
  changesAsked?: string | undefined
  /** The role that is awaited, where the template asks for another than usual. */
  role?: Role | undefined
}

/** The state as a sentence: "Waiting for technical validation by Dana since 24 Nov 2026". Days are of UTC. */
export function stateSentence(of: StateOfReview): string {
  const since = `since ${formatDay(of.since)}`
  const by = (usual: Role) => of.person ?? aRole(of.role ?? usual)
  switch (of.state) {
    case 'draft':
      return `In preparation${of.person ? ` by ${of.person}` : ''} ${since}`
    case 'in-session':
      return `In session${of.person ? ` with ${of.person}` : ''} ${since}`
    case 'written':
      return of.changesAsked ? `Changes asked for ${since}: ${of.changesAsked}` : `Written ${since}`
    case 'technical-validation':
      return `Waiting for technical validation by ${by('engineering-lead')} ${since}`
    case 'process-review':
      return `Waiting for process review by ${by('incident-manager')} ${since}`
    case 'approved':
      return `Approved ${since}, not yet sealed`
    case 'sealed':
      return `Sealed ${since}`
  }
}
