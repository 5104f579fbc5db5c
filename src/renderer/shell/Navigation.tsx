import { PanelLeft } from 'lucide-react'
import { Link } from 'react-aria-components'
import { IconButton } from '../components/Button.tsx'
import { Tooltip } from '../components/Tooltip.tsx'
import { lowerRooms, type Room, upperRooms } from './rooms.tsx'
import { hrefOf } from './routes.ts'
import { change, useSettings } from './settings.ts'
import { narrowWindow, useMedia } from './useMedia.ts'
import './Navigation.css'

/** The way to the rooms; folded, it keeps their icons. */
export function Navigation({ current }: { current: string }) {
  const narrow = useMedia(narrowWindow)
  const folded = useSettings((state) => state.navigationFolded) || narrow
  return (
    <nav className={folded ? 'navigation navigation-folded' : 'navigation'} aria-label="Rooms">
      <div className="navigation-head">
        {!folded && <span className="wordmark">Afterword</span>}
        {!narrow && (
          <IconButton
            label={folded ? 'Unfold the navigation' : 'Fold the navigation'}
            keys="Ctrl+B"
            onPress={() => change({ navigationFolded: !folded })}
          >
            <PanelLeft aria-hidden />
          </IconButton>
        )}
      </div>
      <ul>
        {upperRooms.map((room) => (
          <Entry key={room.id} room={room} current={current} folded={folded} />
        ))}
      </ul>
      <ul className="navigation-below">
        {lowerRooms.map((room) => (
          <Entry key={room.id} room={room} current={current} folded={folded} />
        ))}
      </ul>
    </nav>
  )
}

function Entry({ room, current, folded }: { room: Room; current: string; folded: boolean }) {
  const Icon = room.icon
  const link = (
    <Link
      href={hrefOf(room.id)}
      className="navigation-entry"
      aria-current={room.id === current ? 'page' : undefined}
      aria-label={folded ? room.title : undefined}
    >
      <Icon aria-hidden />
      {!folded && <span>{room.title}</span>}
    </Link>
  )
  return (
    <li>
      {folded ? (
        <Tooltip text={room.title} keys={room.keys}>
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  )
}
