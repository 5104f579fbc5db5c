import {
  BookOpenText,
  CircleCheckBig,
  FileText,
  FolderLock,
  House,
  KeyRound,
  ListChecks,
  ScrollText,
  Settings,
  Siren,
  Users,
} from 'lucide-react'
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
    id: 'home',
    title: 'Home',
    icon: House,
    keys: 'G H',
    View: lazy(() => import('../features/home/Home.tsx')),
  },
  {
    id: 'reviews',
    title: 'Reviews',
    icon: FileText,
    keys: 'G R',
    View: lazy(() => import('../features/reviews/Reviews.tsx')),
  },
  {
    id: 'incidents',
    title: 'Incidents',
    icon: Siren,
    keys: 'G I',
    View: lazy(() => import('../features/incidents/Incidents.tsx')),
  },
  {
    id: 'actions',
    title: 'Actions',
    icon: ListChecks,
    keys: 'G A',
    View: lazy(() => import('../features/actions/Actions.tsx')),
  },
  {
    id: 'evidence',
    title: 'Evidence',
    icon: FolderLock,
    keys: 'G E',
    View: lazy(() => import('../features/evidence/EvidenceRoom.tsx')),
  },
  {
    id: 'templates',
    title: 'Templates',
    icon: BookOpenText,
    keys: 'G T',
    View: lazy(() => import('../features/templates/Templates.tsx')),
  },
  {
    id: 'verify',
    title: 'Verify a file',
    icon: CircleCheckBig,
    keys: 'G V',
    View: lazy(() => import('../features/verification/Verification.tsx')),
  },
  {
    id: 'people',
    title: 'People',
    icon: Users,
    keys: 'G P',
    below: true,
    View: lazy(() => import('../features/people/People.tsx')),
  },
  {
    id: 'identities',
    title: 'Identities',
    icon: KeyRound,
    below: true,
    View: lazy(() => import('../features/identities/Identities.tsx')),
  },
  {
    id: 'log',
    title: 'Log',
    icon: ScrollText,
    keys: 'G L',
    below: true,
    View: lazy(() => import('../features/auditLog/AuditLog.tsx')),
  },
  {
    id: 'settings',
    title: 'Settings',
    icon: Settings,
    keys: 'G S',
    below: true,
    View: lazy(() => import('../features/settings/SettingsRoom.tsx')),
  },
]

/** Places without an entry in the navigation. */
export const places: Record<string, LazyExoticComponent<ComponentType>> = {
  import: lazy(() => import('../features/imports/Import.tsx')),
  search: lazy(() => import('../features/search/SearchPage.tsx')),
  workspace: lazy(() => import('../features/workspace/WorkspaceRoom.tsx')),
}
