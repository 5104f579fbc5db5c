import { create } from 'zustand'
import type { ReviewState } from '#shared/contract/reviews.ts'
import type { Severity } from '#shared/domain/reviewContent.ts'
import type { Sort } from '../../components/grid/DataGrid.tsx'

interface Filters {
  search: string
  states: ReviewState[]
  severity: Severity[]
  sort: Sort
}

/** How the list of reviews is filtered; kept while one looks at a review. */
export const useReviewFilters = create<Filters>(() => ({
  search: '',
  states: [],
  severity: [],
  sort: { column: 'created', order: 'desc' },
}))
