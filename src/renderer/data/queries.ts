import { keepPreviousData, QueryClient, useQuery } from '@tanstack/react-query'
import type { CallInput, Output, QueryName } from '#shared/contract/index.ts'
import { type CallFailure, call } from './call.ts'

/** What the core answered, kept until an event says that it changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 300_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

export interface QueryOptions {
  enabled?: boolean
  /** Shows the answer to the question before until this one is answered: for filters and search. */
  keepPrevious?: boolean
}

/** A query of the contract, kept by its name and input. */
export function useQueryOf<M extends QueryName>(method: M, input: CallInput<M>, options: QueryOptions = {}) {
  return useQuery<Output<M>, CallFailure>({
    queryKey: [method, input],
    queryFn: () => call(method, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}
