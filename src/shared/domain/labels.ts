import { type Sensitivity, sensitivity } from './reviewContent.ts'

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
