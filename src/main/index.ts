import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { app, BrowserWindow, dialog, Menu, session } from 'electron'
import { channels } from '#shared/shell/channels.ts'
import { CoreHost } from './coreHost.ts'
import { startCore } from './coreLinks.ts'
import { guardApp, guardSession } from './guards.ts'
import { handleWindows, tellWindows } from './ipc.ts'
import { menuTemplate } from './menu.ts'
import { registerScheme, serveScheme } from './scheme.ts'
import { SettingsFile } from './settings.ts'
import { openWindow } from './window.ts'

/** This file is built to out/main/index.js; everything it needs stands beside. */
const out = resolve(import.meta.dirname, '..')
const settingsFolder = process.env.AFTERWORD_SETTINGS ?? join(homedir(), '.afterword')
app.setPath('userData', join(settingsFolder, 'electron'))
registerScheme()
guardApp(app)

function show(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

async function run(): Promise<void> {
  await app.whenReady()
  const settings = new SettingsFile(join(settingsFolder, 'window.json'))
  const env = {
    ...process.env,
    AFTERWORD_SETTINGS: settingsFolder,
    AFTERWORD_RESOURCES: app.isPackaged ? process.resourcesPath : join(out, '../resources'),
  }
  const core = new CoreHost({
    start: (listeners) =>
      startCore(join(out, 'main/coreProcess.js'), env, process.env.AFTERWORD_NODE, listeners),
    onEvent: (event) => tellWindows(channels.event, event),
    onConnection: (state) => tellWindows(channels.connection, state),
    onGivenUp: () => {
      dialog.showErrorBox(
        'Afterword cannot go on',
        'The part of Afterword that keeps the workspace stopped four times within a minute. What was saved is safe. Start Afterword again; if this happens again, restore a backup.',
      )
      app.exit(1)
    },
  })
  guardSession(session.defaultSession)
  serveScheme(session.defaultSession, join(out, 'renderer'), core)
  handleWindows(core, settings)
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate([], () => {}, process.platform === 'darwin')))

  const open = () => openWindow(join(out, 'preload/index.cjs'), settings)
  app.on('second-instance', show)
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  app.on('window-all-closed', () => app.quit())
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void core.close().finally(() => {
      closed = true
      app.quit()
    })
  })
  open()
}

if (app.requestSingleInstanceLock()) void run()
else app.quit()
