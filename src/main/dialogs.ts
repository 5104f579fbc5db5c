import { dirname, join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import { z } from 'zod'
import { saveFile } from '#core/saveFile.ts'
import { fileRef } from '#shared/contract/common.ts'
import { channels } from '#shared/shell/channels.ts'
import type { CoreHost } from './coreHost.ts'
import { handle, okOf } from './handle.ts'
import { offerAll } from './ipc.ts'
import type { StoredFile } from './messages.ts'
import type { SettingsFile } from './settings.ts'

const filesInput = z.strictObject({
  multiple: z.boolean(),
  accept: z
    .array(z.string().regex(/^\.[A-Za-z0-9]{1,16}$/))
    .max(50)
    .optional(),
})

/** Asks for files to open; the next dialog begins where this one ended. Empty where the user chose none. */
export async function chooseFiles(
  window: BrowserWindow,
  settings: SettingsFile,
  { multiple, accept }: z.infer<typeof filesInput>,
): Promise<string[]> {
  const chosen = await dialog.showOpenDialog(window, {
    defaultPath: settings.values.folder,
    properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
    filters: accept?.length
      ? [
          { name: 'Files', extensions: accept.map((ending) => ending.slice(1)) },
          { name: 'All files', extensions: ['*'] },
        ]
      : [],
  })
  const [first] = chosen.filePaths
  if (chosen.canceled || !first) return []
  settings.change({ folder: dirname(first) })
  return chosen.filePaths
}

/** The native dialogs for files and folders. Each begins in the folder of the one before. */
export function handleDialogs(core: CoreHost, settings: SettingsFile): void {
  handle(channels.pickFiles, async (window, input) =>
    offerAll(core, await chooseFiles(window, settings, filesInput.parse(input))),
  )

  handle(channels.pickFolder, async (window) => {
    const chosen = await dialog.showOpenDialog(window, {
      defaultPath: settings.values.folder,
      properties: ['openDirectory', 'createDirectory'],
    })
    const [path] = chosen.filePaths
    if (chosen.canceled || !path) return { ok: null }
    settings.change({ folder: dirname(path) })
    return { ok: path }
  })

  handle(channels.save, async (window, input) => {
    const { name, path } = okOf(await core.ask<StoredFile>({ kind: 'file', ref: fileRef.parse(input) }))
    const chosen = await dialog.showSaveDialog(window, {
      defaultPath: settings.values.folder ? join(settings.values.folder, name) : name,
    })
    if (chosen.canceled || !chosen.filePath) return { ok: false }
    await saveFile(path, chosen.filePath)
    settings.change({ folder: dirname(chosen.filePath) })
    return { ok: true }
  })
}
