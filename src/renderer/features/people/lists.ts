import type { LoadedList } from '../../data/lists.ts'

interface Answer<R> {
  data: R[] | undefined
  error: LoadedList<R>['error']
}

/** A short list that comes whole, as the grid takes it. */
export function wholeList<R>({ data, error }: Answer<R>): LoadedList<R> {
  return {
    rows: data ?? [],
    total: data?.length ?? 0,
    loading: data === undefined && error === null,
    error,
    more: null,
  }
}
