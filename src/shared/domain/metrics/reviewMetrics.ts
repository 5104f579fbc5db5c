import type { TimeValue } from '../times/timeValue.ts'
import { usableInstant } from './incidentMetrics.ts'
import { type Metric, type Share, summarise } from './metric.ts'

export interface ReviewForMetrics {
  id: string
  /** When its incident was resolved. */
  resolved: TimeValue | null
  /** UTC instant at which the review was first written; null while it is not. */
  writtenAt: string | null
}

const hour = 3_600_000

/** Reviews written within so many hours (48) of resolution, at the instant `now`. */
export function reviewsInTime(reviews: readonly ReviewForMetrics[], now: string, withinHours = 48): Share {
  const parts = {
    inTime: [] as string[],
    late: [] as string[],
    overdue: [] as string[],
    notYetDue: [] as string[],
  }
  const missingRows: string[] = []
  for (const review of reviews) {
    const resolved = usableInstant(review.resolved)
    if (resolved === null) {
      missingRows.push(review.id)
      continue
    }
    const due = resolved + withinHours * hour
    if (review.writtenAt !== null) {
      const part = Date.parse(review.writtenAt) <= due ? 'inTime' : 'late'
      parts[part].push(review.id)
    } else {
      parts[Date.parse(now) > due ? 'overdue' : 'notYetDue'].push(review.id)
    }
  }
  const counted = parts.inTime.length + parts.late.length + parts.overdue.length
  return {
    name: `Reviews within ${withinHours} hours`,
    formula: `written within ${withinHours} hours of resolution ÷ (written + overdue); those not yet due are counted apart, those whose incident has no resolution time are missing`,
    n: counted + parts.notYetDue.length,
    missing: missingRows.length,
    parts,
    rate: counted === 0 ? null : parts.inTime.length / counted,
    missingRows,
  }
}

/** Hours from resolution to the written review. A review written before the resolution counts as zero hours. */
export function timeToReview(reviews: readonly ReviewForMetrics[]): Metric {
  const about = {
    name: 'Time to review',
    formula: 'first written − resolved, in hours, of each review with both',
    unit: 'hours' as const,
  }
  return summarise(
    about,
    reviews.map((review) => {
      const resolved = usableInstant(review.resolved)
      const value =
        resolved === null || review.writtenAt === null
          ? null
          : Math.max(0, (Date.parse(review.writtenAt) - resolved) / hour)
      return { id: review.id, value }
    }),
  )
}
