import { ipcRenderer } from 'electron'
import { channels } from '#shared/shell/channels.ts'
import type { Desktop } from '#shared/shell/desktop.ts'
import { ask, listen } from './ask.ts'

/** What only the desktop shell can do, each on a channel of its own that main checks. */
export const desktop: Desktop = {
  settings: () => ask(channels.settings),
  changeSettings: (settings) => ask(channels.changeSettings, settings),
  openWindow: (route) => ask(channels.openWindow, route),
  takeHandedOver: () => ask(channels.takeHandedOver),
  onHandedOver: (listener) => listen(channels.handedOver, () => listener()),
  // Messages keep their order: what `save` sends is with main before this says that it has.
  onLeaving: (save) =>
    listen(channels.leaving, (token) => {
      save()
      void ipcRenderer.invoke(channels.left, token)
    }),
  startDrag: (file) => void ask(channels.startDrag, file.ref).catch(() => undefined),
  lock: () => ask(channels.lock),
  print: () => ask(channels.print),
  remembering: () => ask(channels.remembering),
  remember: (opened) => ask(channels.remember, opened),
  forget: (path) => ask(channels.forget, path),
  openRemembered: (path) => ask(channels.openRemembered, path),
  crashes: () => ask(channels.crashes),
  openCrashFolder: () => ask(channels.openCrashFolder),
  deleteCrashes: () => ask(channels.deleteCrashes),
  judgeUpdate: () => ask(channels.judgeUpdate),
}
