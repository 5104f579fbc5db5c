import { Suspense, useEffect } from 'react'
import { QuietStatus } from '../components/QuietStatus.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { useInspectorPlace } from './inspectorPlace.ts'
import { Navigation } from './Navigation.tsx'
import { Problem } from './Problem.tsx'
import { places, rooms } from './rooms.tsx'
import { useRoute } from './routes.ts'
import { StatusBar } from './StatusBar.tsx'
import { useSettings } from './settings.ts'
import { tightWindow, useMedia } from './useMedia.ts'
import './Frame.css'

function setPlace(place: HTMLElement | null) {
  useInspectorPlace.setState({ place })
}

/** The window while a workspace is open: navigation, the room, the inspector, the foot. */
export function Frame() {
  const [first = 'home'] = useRoute()
  const folded = useSettings((state) => state.inspectorFolded)
  const over = useInspectorPlace((state) => state.over)
  const tight = useMedia(tightWindow)
  const inspector = tight
    ? over
      ? ' frame-inspector-over'
      : ' frame-inspector-folded'
    : folded
      ? ' frame-inspector-folded'
      : ''
  const room = rooms.find((entry) => entry.id === first) ?? rooms[0]
  const View = places[first] ?? room?.View
  const title = room?.title
  useEffect(() => {
    document.title = title ? `${title} – Afterword` : 'Afterword'
    // Whoever came by a command finds the keyboard in the room, not before it.
    if (document.activeElement === document.body) document.getElementById('main')?.focus()
  }, [title])
  return (
    <div className="frame">
      <button type="button" className="skip-link" onClick={focusMain}>
        Skip to the content
      </button>
      <div className="frame-middle">
        <Navigation current={first} />
        <main id="main" className="frame-main" tabIndex={-1}>
          {/* The outer one catches what fails while a room is left. */}
          <Problem>
            <Problem key={first}>
              <Suspense fallback={<Skeleton lines={8} />}>{View && <View />}</Suspense>
            </Problem>
          </Problem>
        </main>
        <aside className={`frame-inspector${inspector}`} aria-label="Inspector" ref={setPlace} />
      </div>
      <StatusBar />
      <QuietStatus />
    </div>
  )
}

function focusMain() {
  document.getElementById('main')?.focus()
}
