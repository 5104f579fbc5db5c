import { ipcRenderer } from 'electron'
import type { Answer } from '#shared/contract/envelope.ts'

/** What main says on a channel, without Electron's event, which would hand the page more than it needs. */
export function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const receive = (_event: unknown, value: T) => listener(value)
  ipcRenderer.on(channel, receive)
  return () => {
    ipcRenderer.off(channel, receive)
  }
}

/** Asks main. @throws Error with main's sentence for the user */
export async function ask<T>(channel: string, input?: unknown): Promise<T> {
  const answer = (await ipcRenderer.invoke(channel, input)) as Answer<T>
  if ('error' in answer) throw new Error(answer.error.message)
  return answer.ok
}
