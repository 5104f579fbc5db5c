import { create } from 'zustand'
import type { Connection } from '#shared/platform.ts'
import { shell } from './port.ts'
import { queryClient } from './queries.ts'

/** Whether the core answers; the browser and Electron each tell what they see. */
export const useConnection = create<{ state: Connection }>(() => ({ state: 'connected' }))

/** Follows the connection; once it is back, everything that was kept is asked for again, since events were missed. */
export function watchConnection(): () => void {
  return shell().onConnection((state) => {
    const before = useConnection.getState().state
    useConnection.setState({ state })
    if (state === 'connected' && before !== 'connected') void queryClient.invalidateQueries()
  })
}
