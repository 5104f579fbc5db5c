const page = 12

/** The row that this key leads to, within the list; null where it is no key that moves. */
export function rowAfter(key: string, active: number, count: number): number | null {
  const steps: Record<string, number> = { arrowdown: 1, arrowup: -1, pagedown: page, pageup: -page }
  const step = steps[key.toLowerCase()]
  if (step !== undefined) return Math.max(0, Math.min(count - 1, active + step))
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}
