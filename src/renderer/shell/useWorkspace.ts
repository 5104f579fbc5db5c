import { useQueryOf } from '../data/queries.ts'

/** The open workspace and who acts in it; null while none is open. */
export function useWorkspace() {
  return useQueryOf('workspace.state', {}).data?.open ?? null
}

/** The acting person, in a view that only exists while a workspace is open. */
export function useActor() {
  return useWorkspace()?.person ?? null
}
