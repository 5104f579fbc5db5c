import type { Finding } from '#shared/contract/reviews.ts'
import { hrefOf } from '../../../shell/routes.ts'

const parts: Record<string, string> = {
  section: 'sections',
  sections: 'sections',
  time: 'facts',
  times: 'facts',
  incident: 'facts',
  impact: 'facts',
  severity: 'facts',
  services: 'facts',
  timeline: 'timeline',
  'timeline-entry': 'timeline',
  entry: 'timeline',
  factor: 'factors',
  factors: 'factors',
  action: 'actions',
  actions: 'actions',
  evidence: 'evidence',
  session: 'session',
}

/** Where a finding is put right. */
export function hrefOfFinding(reviewId: string, { place }: Finding): string {
  const part = parts[place.kind] ?? 'sections'
  return place.id ? hrefOf('reviews', reviewId, part, place.id) : hrefOf('reviews', reviewId, part)
}
