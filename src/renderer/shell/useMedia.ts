import { useCallback, useSyncExternalStore } from 'react'

/** Where the names of the rooms have no place beside the content. */
export const narrowWindow = '(max-width: 1040px)'
/** Where the inspector has no place beside the content, and lies over it when it is called. */
export const tightWindow = '(max-width: 860px)'

/** Whether the window is as this media query says. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
