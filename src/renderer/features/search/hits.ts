import type { z } from 'zod'
import type { searchHit } from '#shared/contract/search.ts'
import type { Route } from '../../shell/routes.ts'

export type SearchHit = z.infer<typeof searchHit>

export const kindWords: Record<SearchHit['kind'], string> = {
  review: 'Review',
  incident: 'Incident',
  section: 'Section',
  timeline: 'Timeline',
  factor: 'Factor',
  action: 'Action',
  evidence: 'Evidence',
  person: 'Person',
}

/** Where a finding opens. */
export function placeOfHit({ kind, id, reviewId }: SearchHit): Route {
  if (kind === 'incident') return ['incidents', id]
  if (kind === 'person') return ['people', id]
  if (kind === 'review') return ['reviews', id]
  if (kind === 'action' && !reviewId) return ['actions', id]
  if (!reviewId) return ['search']
  const part = {
    section: 'sections',
    timeline: 'timeline',
    factor: 'factors',
    action: 'actions',
    evidence: 'evidence',
  }[kind]
  return ['reviews', reviewId, part, id]
}

/** An excerpt in parts: what was found, and what is around it. */
export function partsOf(excerpt: string): { text: string; found: boolean; at: number }[] {
  let at = 0
  return excerpt.split(/(⟦[^⟧]*⟧)/).map((part) => {
    const found = part.startsWith('⟦')
    const entry = { text: found ? part.slice(1, -1) : part, found, at }
    at += part.length
    return entry
  })
}
