import { randomUUID } from 'node:crypto'
import { BrowserWindow } from 'electron'
import { channels } from '#shared/shell/channels.ts'
import type { CoreHost } from './coreHost.ts'
import { handle } from './handle.ts'

const patienceMs = 1_500
const waiting = new Map<string, () => void>()

/** Hears from windows that they have sent what was typed. */
export function handleLeaving(): void {
  handle(channels.left, async (_window, token) => {
    if (typeof token === 'string') waiting.get(token)?.()
    return { ok: null }
  })
}

/** Resolves when this window has sent off what was typed and not saved yet; a window that hangs is not waited for long. */
function askToSave(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed() || window.webContents.isCrashed()) return Promise.resolve()
  const token = randomUUID()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      waiting.delete(token)
      resolve()
    }
    const timer = setTimeout(done, patienceMs)
    waiting.set(token, done)
    window.webContents.send(channels.leaving, token)
  })
}

/** Has windows save what was typed, and waits until the core has answered. */
export async function settle(
  core: CoreHost,
  windows: readonly BrowserWindow[] = BrowserWindow.getAllWindows(),
): Promise<void> {
  await Promise.all(windows.map(askToSave))
  await core.settled()
}
