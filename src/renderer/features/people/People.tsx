import { Link } from 'react-aria-components'
import { hrefOf, useRoute } from '../../shell/routes.ts'
import { PeopleList } from './PeopleList.tsx'
import { ServicesList } from './ServicesList.tsx'
import { TeamsList } from './TeamsList.tsx'
import '../../components/Tabs.css'
import './people.css'

const views = [
  { id: 'people', title: 'People', route: ['people'] },
  { id: 'teams', title: 'Teams', route: ['people', 'teams'] },
  { id: 'services', title: 'Services', route: ['people', 'services'] },
] as const

/** Who acts here, in which roles; teams, and the services they look after. */
export default function People() {
  const [, part, id] = useRoute()
  const view = part === 'teams' || part === 'services' ? part : 'people'
  const ways = (
    <nav className="people-views" aria-label="People, teams and services">
      {views.map((entry) => (
        <Link
          key={entry.id}
          href={hrefOf(...entry.route)}
          className="tab people-view"
          aria-current={entry.id === view ? 'page' : undefined}
        >
          {entry.title}
        </Link>
      ))}
    </nav>
  )
  if (view === 'teams') return <TeamsList ways={ways} selected={id ?? null} />
  if (view === 'services') return <ServicesList ways={ways} selected={id ?? null} />
  return <PeopleList ways={ways} selected={part ?? null} />
}
