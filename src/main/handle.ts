import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { z } from 'zod'
import type { Answer } from '#shared/contract/envelope.ts'
import { isTrustedSender } from './address.ts'

const refused: Answer = { error: { code: 'not-allowed', message: 'This call does not come from Afterword.' } }
export const tooLarge: Answer = { error: { code: 'invalid-input', message: 'This call is too large.' } }
export const unreadable: Answer = { error: { code: 'invalid-input', message: 'This call cannot be read.' } }

/** An answer that is an error, as what it says; for handlers that need the value itself. @throws Error */
export function okOf<T>(answer: Answer<T>): T {
  if ('error' in answer) throw new Error(answer.error.message)
  return answer.ok
}

/** The one way by which main hears a window: only the main frame of a page of ours. */
export function handle(
  channel: string,
  handler: (window: BrowserWindow, input: unknown) => Promise<Answer>,
): void {
  ipcMain.handle(channel, async (event: IpcMainInvokeEvent, input: unknown): Promise<Answer> => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (!window || !isTrustedSender(event.senderFrame)) return refused
    try {
      return await handler(window, input)
    } catch (error) {
      if (error instanceof z.ZodError) return unreadable
      return { error: { code: 'internal', message: error instanceof Error ? error.message : String(error) } }
    }
  })
}
