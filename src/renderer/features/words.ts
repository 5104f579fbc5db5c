import type { ActionRow } from '#shared/contract/actions.ts'
import type { Role } from '#shared/contract/people.ts'
import type { ReviewState } from '#shared/contract/reviews.ts'
import type { IncidentTimes, Sensitivity, Severity } from '#shared/domain/reviewContent.ts'
import type { ApprovalKind } from '#shared/domain/reviewRecord.ts'
import type { Choice } from '../components/Select.tsx'
import type { Tone } from '../components/State.tsx'

export { reviewStateNames as stateWords } from '#shared/domain/lifecycle.ts'

export const stateTones: Record<ReviewState, Tone> = {
  draft: 'plain',
  'in-session': 'accent',
  written: 'plain',
  'technical-validation': 'attention',
  'process-review': 'attention',
  approved: 'accent',
  sealed: 'verified',
}

export const severities: readonly Severity[] = ['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4', 'SEV-5', 'unknown']

export const labelWords: Record<Sensitivity, string> = {
  public: 'Public',
  internal: 'Internal',
  confidential: 'Confidential',
  restricted: 'Restricted',
}

export const roleWords: Record<Role, string> = {
  facilitator: 'Facilitator',
  responder: 'Responder',
  'engineering-lead': 'Engineering lead',
  'incident-manager': 'Incident manager',
  'compliance-officer': 'Compliance officer',
  trainer: 'Trainer',
  administrator: 'Administrator',
}

export const approvalWords: Record<ApprovalKind, string> = {
  'technical-validation': 'Technical validation',
  'process-review': 'Process review',
}

export const actionStateWords: Record<ActionRow['state'], string> = {
  open: 'Open',
  'in-progress': 'In progress',
  done: 'Done',
  'wont-do': 'Will not be done',
}

export const priorityWords: Record<ActionRow['priority'], string> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

export const timeNames: Record<keyof IncidentTimes, string> = {
  started: 'Started',
  detected: 'Detected',
  acknowledged: 'Acknowledged',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
}

/** A table of words as the choices of a field. */
export function choicesOf<K extends string>(words: Record<K, string>): Choice<K>[] {
  return (Object.keys(words) as K[]).map((id) => ({ id, label: words[id] }))
}

export const severityChoices: Choice<Severity>[] = severities.map((id) => ({
  id,
  label: id === 'unknown' ? 'Not set' : id,
}))
