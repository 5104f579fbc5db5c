import type { CoreEvent } from '#shared/contract/envelope.ts'
import { noteJob } from './jobs.ts'
import { shell } from './port.ts'
import { queryClient } from './queries.ts'

/** Features whose answers are made of other features' rows too. */
const madeOf: Record<string, readonly string[]> = {
  reviews: [
    'incidents',
    'timeline',
    'factors',
    'actions',
    'evidence',
    'sessions',
    'people',
    'exports',
    'identities',
  ],
  incidents: ['reviews', 'people', 'services'],
  actions: ['reviews', 'people', 'evidence'],
  evidence: ['reviews', 'exports'],
  sessions: ['people'],
  people: ['identities'],
  templates: ['reviews'],
  exports: ['reviews', 'evidence', 'actions'],
  teams: ['people'],
  services: ['people'],
}

/** Whether what this method answers may be another after these features changed. */
export function isTouched(method: string, entities: readonly string[]): boolean {
  const feature = method.split('.')[0] ?? ''
  if (feature === 'search' || feature === 'auditLog' || entities.includes(feature)) return true
  return (madeOf[feature] ?? []).some((other) => entities.includes(other))
}

function receive(event: CoreEvent) {
  if ('job' in event) {
    noteJob(event.job)
    return
  }
  const { entities } = event.change
  if (entities.includes('workspace')) void queryClient.invalidateQueries()
  else
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => isTouched(String(queryKey[0]), entities),
    })
}

/** Drops what was kept whenever the core says that it changed. */
export function listen(): () => void {
  return shell().subscribe(receive)
}
