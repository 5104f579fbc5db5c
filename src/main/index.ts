import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { app, BrowserWindow, dialog, powerMonitor, session } from 'electron'
import type { CoreEvent } from '#shared/contract/envelope.ts'
import { channels } from '#shared/shell/channels.ts'
import { CoreHost } from './coreHost.ts'
import { startCore } from './coreLinks.ts'
import { CrashReports } from './crashes.ts'
import { handleDesktop } from './desktopIpc.ts'
import { handleDialogs } from './dialogs.ts'
import { mendWindow, noteFaults } from './faults.ts'
import { guardApp } from './guards.ts'
import { pathsOf } from './handedOver.ts'
import { Inbox } from './inbox.ts'
import { handleCalls, tellWindows } from './ipc.ts'
import { systemKeyStore } from './keyStore.ts'
import { handleLeaving } from './leaving.ts'
import { Lock } from './lock.ts'
import { MenuBar } from './menuBar.ts'
import { Quit } from './quit.ts'
import { Remembered } from './remembered.ts'
import { Reminders } from './reminders.ts'
import { registerScheme, serveScheme } from './scheme.ts'
import { SettingsFile } from './settings.ts'
import { openWindow, showWindow } from './windows.ts'

/** This file is built to out/main/index.js; everything it needs stands beside. */
const out = resolve(import.meta.dirname, '..')
const settingsFolder = process.env.AFTERWORD_SETTINGS ?? join(homedir(), '.afterword')
const resources = app.isPackaged ? process.resourcesPath : join(out, '../resources')
app.setPath('userData', join(settingsFolder, 'electron'))
app.setAppUserModelId('app.afterword.desktop')
registerScheme()
guardApp(app)
const crashes = new CrashReports(join(settingsFolder, 'crashes'), app.getVersion())
noteFaults(crashes)

const inbox = new Inbox(pathsOf(process.argv, process.cwd()))
// A Mac hands files over by an event, also before the application is ready.
app.on('open-file', (event, path) => {
  event.preventDefault()
  inbox.add([path])
})

function startedCore(onEvent: (event: CoreEvent) => void): CoreHost {
  const env = { ...process.env, AFTERWORD_SETTINGS: settingsFolder, AFTERWORD_RESOURCES: resources }
  return new CoreHost({
    start: (listeners) =>
      startCore(join(out, 'main/coreProcess.js'), env, process.env.AFTERWORD_NODE, listeners),
    onEvent,
    onConnection: (state) => {
      if (state === 'restarting')
        void crashes.write('The part of Afterword that keeps the workspace ended. It was started again.')
      tellWindows(channels.connection, state)
    },
    onGivenUp: () => {
      dialog.showErrorBox(
        'Afterword cannot go on',
        'The part of Afterword that keeps the workspace stopped four times within a minute. What was saved is safe. Start Afterword again; if this happens again, restore a backup.',
      )
      app.exit(1)
    },
  })
}

async function run(): Promise<void> {
  await app.whenReady()
  const settings = new SettingsFile(join(settingsFolder, 'window.json'))
  const core = startedCore((event) => {
    tellWindows(channels.event, event)
    if (!('change' in event) || !event.change.entities.includes('workspace')) return
    void menu.readRecent(core)
    void reminders.look()
  })
  const quit = new Quit(core)

  const open = (route: readonly string[] = []) => {
    const window = openWindow(join(out, 'preload/index.cjs'), settings, route)
    quit.watch(window)
    mendWindow(window, crashes)
    return window
  }
  const menu = new MenuBar({ openRecent: (path) => inbox.add([path]), newWindow: () => open() })
  const reminders = new Reminders(core, settings)
  const lock = new Lock(core, settings, inbox)
  powerMonitor.on('shutdown', () => app.quit())

  serveScheme(session.defaultSession, join(out, 'renderer'), core)
  handleCalls(core, menu)
  handleDialogs(core, settings)
  handleLeaving()
  const show = () => showWindow() ?? open()
  inbox.serve(core, () => show().webContents.send(channels.handedOver))
  const remembered = new Remembered(join(settingsFolder, 'remembered.json'), systemKeyStore)
  handleDesktop({ core, settings, remembered, crashes, lock, resources, openWindow: open })

  app.on('second-instance', (_event, args, folder) => {
    const paths = pathsOf(args, folder)
    if (paths.length > 0) inbox.add(paths)
    else show()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  void menu.readRecent(core)
  open()
}

if (app.requestSingleInstanceLock()) void run()
else app.quit()
