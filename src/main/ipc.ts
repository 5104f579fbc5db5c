import { writeFile } from 'node:fs/promises'
import { BrowserWindow } from 'electron'
import { z } from 'zod'
import type { OfferedFile } from '#shared/contract/common.ts'
import type { Answer } from '#shared/contract/envelope.ts'
import { channels } from '#shared/shell/channels.ts'
import type { CoreHost } from './coreHost.ts'
import { handle, tooLarge, unreadable } from './handle.ts'
import { menuCommands } from './menu.ts'
import type { MenuBar } from './menuBar.ts'

const maxCallLength = 8 * 1024 * 1024
const maxPastedBytes = 64 * 1024 * 1024

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

/** Makes files known to the core, all or none. */
export async function offerAll(core: CoreHost, paths: string[]): Promise<Answer<OfferedFile[]>> {
  const files: OfferedFile[] = []
  for (const path of paths) {
    const answer = await core.ask<OfferedFile>({ kind: 'offer', path })
    if ('error' in answer) return answer
    files.push(answer.ok)
  }
  return { ok: files }
}

/** Calls of the contract, and what a window hands over besides: files that were dropped or pasted, and its commands. */
export function handleCalls(core: CoreHost, menu: MenuBar): void {
  handle(channels.call, async (_window, input) => {
    const call = asJson(input)
    return 'answer' in call ? call.answer : core.ask({ kind: 'call', envelope: call.json })
  })

  handle(channels.offerPaths, async (_window, input) => offerAll(core, pathsInput.parse(input)))

  handle(channels.offerBytes, async (_window, input) => {
    const [name, bytes] = bytesInput.parse(input)
    if (bytes.byteLength > maxPastedBytes) return tooLarge
    const staged = await core.ask<string>({ kind: 'stage' })
    if ('error' in staged) return staged
    await writeFile(staged.ok, bytes)
    return core.ask({ kind: 'offer', path: staged.ok, name: name.split(/[/\\]/).at(-1) || 'file' })
  })

  handle(channels.setMenu, async (window, input) => {
    menu.setCommands(window, menuCommands.parse(input))
    return { ok: null }
  })
}

/** Tells every window. */
export function tellWindows(channel: string, value: unknown): void {
  for (const window of BrowserWindow.getAllWindows())
    if (!window.isDestroyed()) window.webContents.send(channel, value)
}
