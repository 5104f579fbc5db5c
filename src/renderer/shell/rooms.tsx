import { CircleCheckBig, FileText } from 'lucide-react'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

export interface Room {
  id: string
  title: string
  icon: ComponentType<{ 'aria-hidden'?: boolean }>
  keys?: string
  /** Below the line: what one seldom needs. */
  below?: boolean
  View: LazyExoticComponent<ComponentType>
}

/** The rooms of the navigation. A room that does not exist has no entry. */
export const rooms: readonly Room[] = [
  {
    id: 'reviews',
    title: 'Reviews',
    icon: FileText,
    keys: 'G R',
    View: lazy(() => import('../features/reviews/Reviews.tsx')),
  },
  {
    id: 'verify',
    title: 'Verify a file',
    icon: CircleCheckBig,
    keys: 'G V',
    View: lazy(() => import('../features/verification/Verification.tsx')),
  },
]

/** Places without an entry in the navigation. */
export const places: Record<string, LazyExoticComponent<ComponentType>> = {
  search: lazy(() => import('../features/search/SearchPage.tsx')),
  workspace: lazy(() => import('../features/workspace/WorkspaceRoom.tsx')),
}
