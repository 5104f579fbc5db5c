import { setImmediate } from 'node:timers/promises'

/** Short enough that nobody notices, long enough that the work hardly takes longer. */
const sliceMs = 20

/** For work in many small steps: called after each, it lets others be answered once a slice of time is used up. */
export function breather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < sliceMs) return
    await setImmediate()
    since = performance.now()
  }
}
