import { Suspense } from 'react'
import { later } from '../../components/later.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { useRoute } from '../../shell/routes.ts'
import { IncidentList } from './IncidentList.tsx'

const IncidentSheet = later(() => import('./IncidentSheet.tsx'))
const NewIncident = later(() => import('./NewIncident.tsx'))

/** The room of incidents: the list, one of them, or a new one. */
export default function Incidents() {
  const [, id] = useRoute()
  if (!id) return <IncidentList />
  return (
    <Suspense fallback={<Skeleton lines={8} />}>
      {id === 'new' ? <NewIncident /> : <IncidentSheet key={id} id={id} />}
    </Suspense>
  )
}
