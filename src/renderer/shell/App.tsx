import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { KeySheet } from '../commands/KeySheet.tsx'
import { Palette } from '../commands/Palette.tsx'
import { listenForShortcuts } from '../commands/shortcuts.ts'
import { useCommands } from '../commands/useCommands.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { loadWhenIdle } from '../components/later.tsx'
import { canUndo, undo } from '../components/quietStatus.ts'
import { watchConnection } from '../data/connection.ts'
import { listen } from '../data/events.ts'
import { queryClient, useQueryOf } from '../data/queries.ts'
import { DesktopLife } from '../features/desktop/DesktopLife.tsx'
import { LossNote } from '../features/workspace/LossNote.tsx'
import Start from '../features/workspace/Start.tsx'
import { WorkspaceCommands } from '../features/workspace/WorkspaceCommands.tsx'
import { Frame } from './Frame.tsx'
import { toggleInspector } from './inspectorPlace.ts'
import { keepNativeMenu } from './nativeMenu.ts'
import { rooms } from './rooms.tsx'
import { go } from './routes.ts'
import { applySettings, change, useSettings } from './settings.ts'

/** The whole application in one window. */
export function App() {
  useEffect(loadWhenIdle, [])
  useEffect(() => {
    const stops = [applySettings(), listen(), watchConnection(), listenForShortcuts(), keepNativeMenu()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider locale="en-GB">
        <Window />
      </I18nProvider>
    </QueryClientProvider>
  )
}

function Window() {
  const [overlay, setOverlay] = useState<'palette' | 'keys' | null>(null)
  const state = useQueryOf('workspace.state', {})
  useCommands(
    () => [
      {
        id: 'palette.open',
        title: 'Commands',
        group: 'Window',
        keys: 'Ctrl+K',
        run: () => setOverlay('palette'),
      },
      { id: 'keys.show', title: 'Show the keys', group: 'Window', keys: '?', run: () => setOverlay('keys') },
      {
        id: 'undo',
        title: 'Undo what was just done',
        group: 'Window',
        keys: 'Ctrl+Z',
        when: canUndo,
        run: undo,
      },
      ...windowCommands,
    ],
    [],
  )
  const close = () => setOverlay(null)
  return (
    <>
      <DesktopLife />
      {state.error && <ErrorNote error={state.error} />}
      {state.data?.open && (
        <>
          <RoomCommands />
          <WorkspaceCommands />
          <LossNote loss={state.data.open.loss} />
          <Frame />
        </>
      )}
      {state.data && !state.data.open && <Start version={state.data.version} />}
      {overlay === 'palette' && <Palette onClose={close} />}
      {overlay === 'keys' && <KeySheet onClose={close} />}
    </>
  )
}

function RoomCommands() {
  useCommands(
    () => [
      ...rooms.map((room) => ({
        id: `room.${room.id}`,
        title: `Go to ${room.title}`,
        group: 'Go to',
        keys: room.keys,
        run: () => go([room.id]),
      })),
      {
        id: 'room.search',
        title: 'Search everything',
        group: 'Go to',
        keys: 'Ctrl+Shift+F',
        run: () => go(['search']),
      },
      { id: 'import.open', title: 'Import post-mortems', group: 'Workspace', run: () => go(['import']) },
    ],
    [],
  )
  return null
}

const windowCommands = [
  {
    id: 'window.navigation',
    title: 'Fold or unfold the navigation',
    group: 'Window',
    keys: 'Ctrl+B',
    run: () => change({ navigationFolded: !useSettings.getState().navigationFolded }),
  },
  {
    id: 'window.inspector',
    title: 'Fold or unfold the inspector',
    group: 'Window',
    keys: 'Ctrl+I',
    run: toggleInspector,
  },
  { id: 'theme.light', title: 'Use the light theme', group: 'Window', run: () => change({ theme: 'light' }) },
  { id: 'theme.dark', title: 'Use the dark theme', group: 'Window', run: () => change({ theme: 'dark' }) },
  {
    id: 'theme.system',
    title: "Use the system's theme",
    group: 'Window',
    run: () => change({ theme: 'system' }),
  },
]
