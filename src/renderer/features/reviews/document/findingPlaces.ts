import type { Finding } from '#shared/contract/reviews.ts'
import { hrefOf } from '../../../shell/routes.ts'

const parts: Record<string, { part: string; name: string }> = {
  section: { part: 'sections', name: 'Go to the section' },
  sections: { part: 'sections', name: 'Go to the sections' },
  time: { part: 'facts', name: 'Go to the time' },
  impact: { part: 'facts', name: 'Go to the impact' },
  timeline: { part: 'timeline', name: 'Go to the timeline' },
  factor: { part: 'factors', name: 'Go to the factor' },
  factors: { part: 'factors', name: 'Go to the factors' },
  action: { part: 'actions', name: 'Go to the action' },
  actions: { part: 'actions', name: 'Go to the actions' },
  evidence: { part: 'evidence', name: 'Go to the evidence' },
}

const elsewhere = { part: 'sections', name: 'Go there' }

/** Where a finding is put right. */
export function hrefOfFinding(reviewId: string, { place }: Finding): string {
  const { part } = parts[place.kind] ?? elsewhere
  const within = place.id ?? (place.kind === 'impact' ? place.kind : undefined)
  return within ? hrefOf('reviews', reviewId, part, within) : hrefOf('reviews', reviewId, part)
}

/** What its link is called. */
export function findingPlaceName({ place }: Finding): string {
  return (parts[place.kind] ?? elsewhere).name
}
