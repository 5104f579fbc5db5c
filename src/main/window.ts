import { BrowserWindow, screen } from 'electron'
import { appOrigin } from './address.ts'
import type { SettingsFile } from './settings.ts'

/** The window where it was left, if that place is still on a screen. */
function place(settings: SettingsFile) {
  const saved = settings.values.window
  const size = { width: saved?.width ?? 1280, height: saved?.height ?? 820 }
  const { x, y } = saved ?? {}
  if (x === undefined || y === undefined) return size
  const seen = screen
    .getAllDisplays()
    .some(
      ({ workArea: area }) =>
        x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height,
    )
  return seen ? { ...size, x, y } : size
}

export function openWindow(preload: string, settings: SettingsFile): BrowserWindow {
  const window = new BrowserWindow({
    ...place(settings),
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
  if (settings.values.window?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    settings.change({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
  })
  void window.loadURL(`${appOrigin}/`)
  return window
}
