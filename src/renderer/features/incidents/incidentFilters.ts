import { create } from 'zustand'
import type { Severity } from '#shared/domain/reviewContent.ts'
import type { Sort } from '../../components/grid/DataGrid.tsx'

interface Filters {
  search: string
  severity: Severity[]
  serviceId: string | null
  sort: Sort
}

/** How the list of incidents is filtered; kept while one looks at an incident. */
export const useIncidentFilters = create<Filters>(() => ({
  search: '',
  severity: [],
  serviceId: null,
  sort: { column: 'started', order: 'desc' },
}))
