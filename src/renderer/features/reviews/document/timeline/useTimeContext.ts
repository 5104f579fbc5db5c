import { useMemo, useState } from 'react'
import type { Review } from '#shared/contract/reviews.ts'
import type { TimelineEntry } from '#shared/contract/timeline.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'

export interface LineContext {
  date?: string
  zone?: string
}

function contextOf({ at, offsetMinutes, zone }: TimeValue): LineContext | null {
  if (!at) return null
  const local = new Date(Date.parse(at) + (offsetMinutes ?? 0) * 60_000)
  return { date: local.toISOString().slice(0, 10), zone: zone ?? 'UTC' }
}

/**
 * The day and the zone of times that are typed without them: those of the entry before, or of the incident's start.
 * They stand beside the line, so that nobody is surprised, and can be changed there.
 */
export function useTimeContext(review: Review, entries: readonly TimelineEntry[]) {
  const [chosen, setChosen] = useState<LineContext>({})
  const found = useMemo(() => {
    const times = [
      ...entries.map((entry) => entry.time).reverse(),
      review.incident.times.started,
      review.incident.times.detected,
    ]
    for (const time of times) {
      const context = time && contextOf(time)
      if (context) return context
    }
    return {}
  }, [entries, review])
  const context = useMemo<LineContext>(() => ({ ...found, ...chosen }), [found, chosen])
  return { context, setContext: setChosen }
}
