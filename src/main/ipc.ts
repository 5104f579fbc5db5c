import { copyFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, Menu } from 'electron'
import { z } from 'zod'
import { fileRef, type OfferedFile } from '#shared/contract/common.ts'
import type { Answer } from '#shared/contract/envelope.ts'
import { channels } from '#shared/shell/channels.ts'
import { isTrustedSender } from './address.ts'
import type { CoreHost } from './coreHost.ts'
import { menuCommands, menuTemplate } from './menu.ts'
import type { StoredFile } from './messages.ts'
import type { SettingsFile } from './settings.ts'

const maxCallLength = 8 * 1024 * 1024
const maxPastedBytes = 64 * 1024 * 1024

const refused: Answer = { error: { code: 'not-allowed', message: 'This call does not come from Afterword.' } }
const tooLarge: Answer = { error: { code: 'invalid-input', message: 'This call is too large.' } }
const unreadable: Answer = { error: { code: 'invalid-input', message: 'This call cannot be read.' } }

const filesInput = z.strictObject({
  multiple: z.boolean(),
  accept: z
    .array(z.string().regex(/^\.[A-Za-z0-9]{1,16}$/))
    .max(50)
    .optional(),
})
const pathsInput = z.array(z.string().min(1).max(4_000)).max(5_000)
const bytesInput = z.tuple([z.string().max(300), z.instanceof(Uint8Array)])

/** A call as JSON, or why it is none. Structured clones can hold more than JSON; only JSON goes on. */
function asJson(value: unknown): { json: unknown } | { answer: Answer } {
  try {
    const text = JSON.stringify(value)
    if (text === undefined) return { answer: unreadable }
    return text.length > maxCallLength ? { answer: tooLarge } : { json: JSON.parse(text) }
  } catch {
    return { answer: unreadable }
  }
}

/** Everything that a window can ask of main. Each handler hears only the main frame of a page of ours. */
export function handleWindows(core: CoreHost, settings: SettingsFile): void {
  function handle(
    channel: string,
    handler: (window: BrowserWindow, input: unknown) => Promise<unknown>,
  ): void {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, input: unknown) => {
      const window = BrowserWindow.fromWebContents(event.sender)
      if (!window || !isTrustedSender(event.senderFrame)) return refused
      try {
        return await handler(window, input)
      } catch (error) {
        return error instanceof z.ZodError
          ? unreadable
          : {
              error: {
                code: 'internal',
                message: `This did not work: ${error instanceof Error ? error.message : error}`,
              },
            }
      }
    })
  }

  async function offerAll(paths: string[]): Promise<Answer<OfferedFile[]>> {
    const files: OfferedFile[] = []
    for (const path of paths) {
      const answer = await core.ask<OfferedFile>({ kind: 'offer', path })
      if ('error' in answer) return answer
      files.push(answer.ok)
    }
    return { ok: files }
  }

  handle(channels.call, async (_window, input) => {
    const call = asJson(input)
    return 'answer' in call ? call.answer : core.ask({ kind: 'call', envelope: call.json })
  })

  handle(channels.pickFiles, async (window, input) => {
    const { multiple, accept } = filesInput.parse(input)
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
    if (chosen.canceled || !chosen.filePaths[0]) return { ok: [] }
    settings.change({ folder: dirname(chosen.filePaths[0]) })
    return offerAll(chosen.filePaths)
  })

  handle(channels.pickFolder, async (window) => {
    const chosen = await dialog.showOpenDialog(window, {
      defaultPath: settings.values.folder,
      properties: ['openDirectory', 'createDirectory'],
    })
    return { ok: chosen.canceled ? null : (chosen.filePaths[0] ?? null) }
  })

  handle(channels.offerPaths, async (_window, input) => offerAll(pathsInput.parse(input)))

  handle(channels.offerBytes, async (_window, input) => {
    const [name, bytes] = bytesInput.parse(input)
    if (bytes.byteLength > maxPastedBytes) return tooLarge
    const staged = await core.ask<string>({ kind: 'stage' })
    if ('error' in staged) return staged
    await writeFile(staged.ok, bytes)
    return core.ask({ kind: 'offer', path: staged.ok, name: name.split(/[/\\]/).at(-1) || 'file' })
  })

  handle(channels.save, async (window, input) => {
    const answer = await core.ask<StoredFile>({ kind: 'file', ref: fileRef.parse(input) })
    if ('error' in answer) return answer
    const name = answer.ok.name
    const chosen = await dialog.showSaveDialog(window, {
      defaultPath: settings.values.folder ? join(settings.values.folder, name) : name,
    })
    if (chosen.canceled || !chosen.filePath) return { ok: false }
    await copyFile(answer.ok.path, chosen.filePath)
    settings.change({ folder: dirname(chosen.filePath) })
    return { ok: true }
  })

  handle(channels.setMenu, async (window, input) => {
    const choose = (id: string) => {
      const target = BrowserWindow.getFocusedWindow() ?? window
      if (!target.isDestroyed()) target.webContents.send(channels.menuCommand, id)
    }
    const template = menuTemplate(menuCommands.parse(input), choose, process.platform === 'darwin')
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
    return { ok: null }
  })
}

/** Tells every window. */
export function tellWindows(channel: string, value: unknown): void {
  for (const window of BrowserWindow.getAllWindows())
    if (!window.isDestroyed()) window.webContents.send(channel, value)
}
