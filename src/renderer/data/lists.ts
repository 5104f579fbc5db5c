import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CallInput, Output, QueryName } from '#shared/contract/index.ts'
import { type CallFailure, call } from './call.ts'

interface Page {
  rows: unknown[]
  total: number
  cursor: string | null
}

export type ListName = { [M in QueryName]: Output<M> extends Page ? M : never }[QueryName]
export type RowOf<M extends ListName> = Output<M>['rows'][number]

export interface LoadedList<R> {
  rows: R[]
  /** How many there are, loaded or not. */
  total: number
  loading: boolean
  error: CallFailure | null
  more: (() => void) | null
}

/** A list of the contract, page after page. */
export function useList<M extends ListName>(
  method: M,
  input: Omit<CallInput<M>, 'cursor' | 'limit'>,
  pageSize = 200,
): LoadedList<RowOf<M>> {
  const query = useInfiniteQuery({
    queryKey: [method, input, pageSize],
    queryFn: ({ pageParam }) =>
      call(method, {
        ...input,
        limit: pageSize,
        ...(pageParam ? { cursor: pageParam } : {}),
      } as CallInput<M>) as Promise<Output<M> & Page>,
    initialPageParam: '',
    getNextPageParam: (last) => last.cursor,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(
    () => (query.data?.pages.flatMap((page) => page.rows) ?? []) as RowOf<M>[],
    [query.data],
  )
  return {
    rows,
    total: query.data?.pages.at(-1)?.total ?? rows.length,
    loading: query.isPending,
    error: query.error as CallFailure | null,
    more: query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null,
  }
}
