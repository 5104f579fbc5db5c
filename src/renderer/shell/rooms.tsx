import {
  Archive,
  BookOpen,
  CircleCheckBig,
  FileText,
  House,
  KeyRound,
  LayoutTemplate,
  ListChecks,
  ScrollText,
  Settings as SettingsIcon,
  Siren,
  Users,
} from 'lucide-react'

import type { ComponentType } from 'react'
import { later } from '../components/later.tsx'

type Load = () => Promise<{ default: ComponentType }>
type Icon = ComponentType<{ 'aria-hidden'?: boolean }>

export interface Room {
  id: string
  title: string
  icon: Icon
  /** `G R`: one key after the other. */
  keys: string
  View: ComponentType
}

function room(id: string, title: string, icon: Icon, keys: string, load: Load): Room {
  return { id, title, icon, keys, View: later(load) }
}

/** The rooms of the navigation. A room that does not exist has no entry. */
export const upperRooms: readonly Room[] = [
  room('home', 'Home', House, 'G H', () => import('../features/home/Home.tsx')),
  room('reviews', 'Reviews', FileText, 'G R', () => import('../features/reviews/Reviews.tsx')),
  room('incidents', 'Incidents', Siren, 'G I', () => import('../features/incidents/Incidents.tsx')),
  room('actions', 'Actions', ListChecks, 'G A', () => import('../features/actions/Actions.tsx')),
  room('evidence', 'Evidence', Archive, 'G E', () => import('../features/evidence/Evidence.tsx')),
  room('templates', 'Templates', LayoutTemplate, 'G T', () => import('../features/templates/Templates.tsx')),
]

/** Below the line: what one seldom needs. */
export const lowerRooms: readonly Room[] = [
  room('people', 'People', Users, 'G P', () => import('../features/people/People.tsx')),
  room('identities', 'Identities', KeyRound, 'G K', () => import('../features/identities/Identities.tsx')),
  room('auditLog', 'Audit log', ScrollText, 'G L', () => import('../features/auditLog/AuditLog.tsx')),
  room(
    'verify',
    'Verify a file',
    CircleCheckBig,
    'G V',
    () => import('../features/verification/Verification.tsx'),
  ),
  room('settings', 'Settings', SettingsIcon, 'G S', () => import('../features/settings/Settings.tsx')),
  room('handbook', 'Handbook', BookOpen, 'G B', () => import('../features/handbook/Handbook.tsx')),
]

export const rooms: readonly Room[] = [...upperRooms, ...lowerRooms]

/** Places without an entry in the navigation. */
export const places: Record<string, ComponentType> = {
  import: later(() => import('../features/imports/ImportRoom.tsx')),
  search: later(() => import('../features/search/SearchPage.tsx')),
  workspace: later(() => import('../features/settings/Settings.tsx')),
}
