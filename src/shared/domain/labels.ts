import { type Sensitivity, sensitivity } from './reviewContent.ts'
import { may, type Role } from './roles.ts'

/** Sensitivity labels, the most open first. */
export const labels: readonly Sensitivity[] = sensitivity.options

export const labelNames: Record<Sensitivity, string> = {
  public: 'Public',
  internal: 'Internal',
  confidential: 'Confidential',
  restricted: 'Restricted',
}

/** Below zero where `a` is more open than `b`, zero where they are the same. */
export function compareLabels(a: Sensitivity, b: Sensitivity): number {
  return labels.indexOf(a) - labels.indexOf(b)
}

/**
 * The strictest of some labels: what is made of several things carries it. Of nothing it is `public`, so a caller
 * gives the label of the thing itself along with those of its parts.
 */
export function strictest(of: readonly Sensitivity[]): Sensitivity {
  return of.reduce((a, b) => (compareLabels(a, b) < 0 ? b : a), 'public' as Sensitivity)
}

/** Whether something with this label may be in what goes out under the label `ceiling`. */
export function fitsUnder(label: Sensitivity, ceiling: Sensitivity): boolean {
  return compareLabels(label, ceiling) <= 0
}

/** Whether somebody with these roles may see evidence with this label: what is in it, and what it is called. */
export function maySee(label: Sensitivity, roles: readonly Role[]): boolean {
  return label !== 'restricted' || may(roles, 'evidence.restricted')
}

interface Described {
  label: Sensitivity
  title: string
  fileName: string
  source: string
}

/** Evidence as somebody with these roles sees it: of restricted evidence there is its number, kind, size and hash. */
export function asSeen<T extends Described>(evidence: T, roles: readonly Role[]): T {
  if (maySee(evidence.label, roles)) return evidence
  return { ...evidence, title: restrictedTitle, fileName: '', source: '' }
}

export const restrictedTitle = 'Restricted evidence'
