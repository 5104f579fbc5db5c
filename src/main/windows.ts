import { BrowserWindow, screen } from 'electron'
import { appOrigin } from './address.ts'
import { placeOn } from './place.ts'
import type { SettingsFile } from './settings.ts'

const step = 32

/** Opens a window at a place of the application; a second one a little below the first. */
export function openWindow(
  preload: string,
  settings: SettingsFile,
  route: readonly string[] = [],
): BrowserWindow {
  const saved = settings.values.window
  const others = BrowserWindow.getAllWindows().length
  const place = placeOn(
    screen.getAllDisplays().map(({ workArea }) => workArea),
    saved,
  )
  const window = new BrowserWindow({
    ...place,
    ...(place.x !== undefined && place.y !== undefined
      ? { x: place.x + others * step, y: place.y + others * step }
      : {}),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Afterword',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // Chromium's viewer shows PDFs.
      plugins: true,
    },
  })
  if (saved?.maximized && others === 0) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    settings.change({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
  })
  const hash = route.length ? `#/${route.map(encodeURIComponent).join('/')}` : ''
  void window.loadURL(`${appOrigin}/${hash}`)
  return window
}

/** The window that has the focus, or the last one that was opened; none where all are closed. */
export function windowInUse(): BrowserWindow | undefined {
  return (
    BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().find((window) => !window.isDestroyed())
  )
}

/** Brings the window in use to the front. */
export function showWindow(): BrowserWindow | undefined {
  const window = windowInUse()
  if (!window) return undefined
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  return window
}
