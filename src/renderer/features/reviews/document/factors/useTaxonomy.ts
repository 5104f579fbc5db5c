import type { Output } from '#shared/contract/index.ts'
import { useQueryOf } from '../../../../data/queries.ts'

export type Category = Output<'factors.taxonomy'>[number]

const none: Category[] = []

/** The categories of factors, each with its question. */
export function useTaxonomy(): Category[] {
  return useQueryOf('factors.taxonomy', {}).data ?? none
}
