import type { ComponentType } from 'react'
import type { Review } from '#shared/contract/reviews.ts'
import { later } from '../../../components/later.tsx'

export interface PlaceProps {
  review: Review
  /** What within the place is meant, such as an entry's id. */
  part: string | undefined
}

export interface Place {
  id: string
  title: string
  View: ComponentType<PlaceProps>
}

type Load = () => Promise<{ default: ComponentType<PlaceProps> }>

function place(id: string, title: string, load: Load): Place {
  return { id, title, View: later(load) }
}

/** The parts of a review, in the order that it is written in. */
export const places: readonly Place[] = [
  place('sections', 'Sections', () => import('./SectionsPlace.tsx')),
  place('facts', 'Times and facts', () => import('./FactsPlace.tsx')),
  place('session', 'Session', () => import('./SessionPlace.tsx')),
  place('timeline', 'Timeline', () => import('./TimelinePlace.tsx')),
  place('factors', 'Factors', () => import('./FactorsPlace.tsx')),
  place('actions', 'Actions', () => import('./ActionsPlace.tsx')),
  place('evidence', 'Evidence', () => import('./EvidencePlace.tsx')),
  place('readiness', 'Readiness', () => import('./ReadinessPlace.tsx')),
  place('approvals', 'Approvals', () => import('./ApprovalsPlace.tsx')),
  place('exports', 'Export', () => import('./ExportsPlace.tsx')),
  place('history', 'History', () => import('./HistoryPlace.tsx')),
]
