import { type ApprovalKind, approvalKind } from './reviewRecord.ts'
import { aRole, may, type Role } from './roles.ts'

export const approvalKinds = approvalKind.options

/** Whether somebody may do something; if not, a sentence says why. */
export type Permission = { allowed: true } | { allowed: false; reason: string }

export interface PersonWithRoles {
  id: string
  name: string
  roles: readonly Role[]
}

export interface ReviewDuties {
  /** Who facilitated any of its sessions, and who prepared it. */
  facilitators: readonly string[]
  /** Everybody who wrote in it or in a revision before: sections, timeline, factors, actions, notes of sessions. */
  authors: readonly string[]
  /** Approvals that still hold, for the content as it is now. */
  approvals: readonly { kind: ApprovalKind; personId: string }[]
}

/** The role that each approval needs, unless a template asks for another. */
export const usualApprovers: Readonly<Record<ApprovalKind, Role>> = {
  'technical-validation': 'engineering-lead',
  'process-review': 'incident-manager',
}

const acts: Record<ApprovalKind, string> = {
  'technical-validation': 'the technical validation',
  'process-review': 'the process review',
}

const allowed: Permission = { allowed: true }
const refused = (reason: string): Permission => ({ allowed: false, reason })

/**
 * Separation of duties: who facilitated or wrote a review approves neither way, and the two approvals come from two
 * people, each in the role that the approval needs.
 */
export function mayApprove(
  kind: ApprovalKind,
  person: PersonWithRoles,
  review: ReviewDuties,
  approvers: Readonly<Record<ApprovalKind, Role>> = usualApprovers,
): Permission {
  const act = acts[kind]
  const needed = approvers[kind]
  if (!person.roles.includes(needed)) {
    return refused(
      `${sentenceStart(act)} needs ${aRole(needed)}, and ${person.name} does not have that role.`,
    )
  }
  if (review.facilitators.includes(person.id)) {
    return refused(`${person.name} facilitated this review, so somebody else gives ${act}.`)
  }
  if (review.authors.includes(person.id)) {
    return refused(`${person.name} wrote in this review, so somebody else gives ${act}.`)
  }
  const given = review.approvals.find((one) => one.kind === kind)
  if (given) {
    return refused(`${sentenceStart(act)} of this content has already been given.`)
  }
  const other = review.approvals.find((one) => one.personId === person.id)
  if (other) {
    return refused(`${person.name} already gave ${acts[other.kind]}, so somebody else gives ${act}.`)
  }
  return allowed
}

/** A waiver is agreed by a second person: not who asked for it, and not who facilitated or wrote the review. */
export function mayApproveWaiver(
  person: PersonWithRoles,
  requestedBy: string,
  review: Pick<ReviewDuties, 'facilitators' | 'authors'>,
): Permission {
  if (!may(person.roles, 'waivers.approve')) {
    return refused(
      `A waiver is agreed by an engineering lead, an incident manager or a compliance officer; ${person.name} is none of them.`,
    )
  }
  if (person.id === requestedBy) {
    return refused(`${person.name} asked for this waiver, so somebody else agrees to it.`)
  }
  if (review.facilitators.includes(person.id) || review.authors.includes(person.id)) {
    return refused(`${person.name} facilitated or wrote this review, so somebody else agrees to its waivers.`)
  }
  return allowed
}

/** That an action will not be done is agreed by somebody other than its owner and than who asks for it. */
export function mayApproveWontDo(
  person: PersonWithRoles,
  action: { ownerId: string | null; requestedBy: string },
): Permission {
  if (!may(person.roles, 'actions.approve')) {
    return refused(
      `That an action will not be done is agreed by an engineering lead or an incident manager; ${person.name} is neither.`,
    )
  }
  if (person.id === action.ownerId) {
    return refused(`${person.name} owns this action, so somebody else agrees that it will not be done.`)
  }
  if (person.id === action.requestedBy) {
    return refused(`${person.name} asks for this, so somebody else agrees that it will not be done.`)
  }
  return allowed
}

function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
