import { create } from 'zustand'
import type { ActionRow } from '#shared/contract/actions.ts'
import type { Sort } from '../../components/grid/DataGrid.tsx'

export interface ActionFilters {
  search: string
  states: ActionRow['state'][]
  ownerId: string | null
  overdueOnly: boolean
  sort: Sort
}

/** What is not closed, by its due day: what is overdue comes first. */
export const usualActionFilters: ActionFilters = {
  search: '',
  states: ['open', 'in-progress'],
  ownerId: null,
  overdueOnly: false,
  sort: { column: 'due', order: 'asc' },
}

export const noActionFilters: ActionFilters = { ...usualActionFilters, states: [] }

/** The filters of the list of actions; they stay while the window is open. */
export const useActionFilters = create<ActionFilters>(() => usualActionFilters)
