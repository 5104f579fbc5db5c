/** The parts of a review that people add to. */
export type ReviewPart = 'sections' | 'timeline' | 'factors' | 'actions' | 'sessions' | 'evidence'

export interface ReviewLimit {
  /** How many there are at most, through all revisions where the part belongs to all of them. */
  most: number
  /** What they are called: "A review holds at most 2,000 actions." */
  name: string
}

/** How much one review holds. What is larger could be written, but neither read, printed nor packed by anybody. */
export const reviewLimits: Record<ReviewPart, ReviewLimit> = {
  sections: { most: 200, name: 'sections' },
  timeline: { most: 20_000, name: 'timeline entries' },
  factors: { most: 1_000, name: 'contributing factors' },
  actions: { most: 2_000, name: 'actions' },
  sessions: { most: 200, name: 'sessions' },
  evidence: { most: 5_000, name: 'pieces of evidence' },
}

/** How many characters all texts of one part have together, at most. */
export const mostCharacters = 10_000_000
