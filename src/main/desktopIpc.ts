import { app, type BrowserWindow, shell } from 'electron'
import { z } from 'zod'
import { fileRef } from '#shared/contract/common.ts'
import { channels } from '#shared/shell/channels.ts'
import { desktopSettings, openedWith, windowRoute } from '#shared/shell/desktop.ts'
import type { CoreHost } from './coreHost.ts'
import type { CrashReports } from './crashes.ts'
import { chooseFiles } from './dialogs.ts'
import { dragIcon } from './dragIcon.ts'
import { handle, okOf } from './handle.ts'
import type { Lock } from './lock.ts'
import type { StoredFile } from './messages.ts'
import type { Remembered } from './remembered.ts'
import type { SettingsFile } from './settings.ts'
import { judgeUpdate, publisherKey } from './update.ts'

const folder = z.string().min(1).max(4_000)

export interface DesktopParts {
  core: CoreHost
  settings: SettingsFile
  remembered: Remembered
  crashes: CrashReports
  lock: Lock
  resources: string
  openWindow(route: readonly string[]): BrowserWindow
}

/** What only the desktop shell can do, each asked for on a channel of its own. */
export function handleDesktop(parts: DesktopParts): void {
  const { core, settings, remembered, crashes } = parts

  handle(channels.settings, async () => ({ ok: settings.values.desktop }))
  handle(channels.changeSettings, async (_window, input) => {
    settings.change({ desktop: desktopSettings.parse(input) })
    return { ok: settings.values.desktop }
  })

  handle(channels.openWindow, async (_window, input) => {
    parts.openWindow(windowRoute.parse(input))
    return { ok: null }
  })

  handle(channels.print, async (window) => {
    // The user may close the printer's dialog without printing; that is no fault.
    window.webContents.print({ printBackground: false })
    return { ok: null }
  })

  handle(channels.startDrag, async (window, input) => {
    const file = okOf(await core.ask<StoredFile>({ kind: 'file', ref: fileRef.parse(input) }))
    // It is copied or linked there, never moved, so it may be dragged again.
    window.webContents.startDrag({ file: file.path, icon: dragIcon() })
    return { ok: null }
  })

  handle(channels.lock, async () => {
    if (await parts.lock.lock()) return { ok: null }
    throw new Error('Work is still under way. The workspace is closed when it has ended.')
  })

  handle(channels.remembering, async () => ({ ok: await remembered.state() }))
  handle(channels.remember, async (_window, input) => {
    const { path, passphrase } = openedWith.parse(input)
    await remembered.remember(path, passphrase)
    return { ok: null }
  })
  handle(channels.forget, async (_window, input) => {
    await remembered.forget(folder.parse(input))
    return { ok: null }
  })
  handle(channels.openRemembered, async (_window, input) => {
    const path = folder.parse(input)
    const passphrase = await remembered.recall(path)
    if (passphrase === null) throw new Error('The passphrase of this workspace is no longer kept. Type it.')
    okOf(
      await core.ask({ kind: 'call', envelope: { method: 'workspace.open', input: { path, passphrase } } }),
    )
    return { ok: null }
  })

  handle(channels.crashes, async () => ({ ok: await crashes.list() }))
  handle(channels.openCrashFolder, async () => {
    const failure = await shell.openPath(crashes.folder)
    if (failure) throw new Error(`The folder could not be opened. It is ${crashes.folder}`)
    return { ok: null }
  })
  handle(channels.deleteCrashes, async () => {
    await crashes.clear()
    return { ok: null }
  })

  handle(channels.judgeUpdate, async (window) => {
    const key = await publisherKey(parts.resources)
    if (!key)
      throw new Error(
        'This build came without a publisher’s key, so Afterword cannot tell whose an update is. Get updates where you got this one.',
      )
    const [path] = await chooseFiles(window, settings, { multiple: false, accept: ['.update'] })
    return { ok: path ? await judgeUpdate(path, key, app.getVersion()) : null }
  })
}
