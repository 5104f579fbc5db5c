import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { OfferedFile } from '#shared/contract/common.ts'
import type { Answer } from '#shared/contract/envelope.ts'
import type { Platform } from '#shared/platform.ts'
import { channels } from '#shared/shell/channels.ts'
import { ask, listen } from './ask.ts'
import { desktop } from './desktop.ts'

/** What was dropped has a path; what was pasted has none, and its bytes are handed over. */
async function offer(file: File): Promise<OfferedFile> {
  const path = webUtils.getPathForFile(file)
  if (!path) return ask(channels.offerBytes, [file.name, new Uint8Array(await file.arrayBuffer())])
  const [offered] = await ask<OfferedFile[]>(channels.offerPaths, [path])
  return offered!
}

async function offerDropped(files: readonly File[]): Promise<OfferedFile[]> {
  const offered: OfferedFile[] = []
  for (const file of files) offered.push(await offer(file))
  return offered
}

const platform: Platform = {
  kind: 'electron',
  invoke: (envelope) => ipcRenderer.invoke(channels.call, envelope) as Promise<Answer>,
  subscribe: (listener) => listen(channels.event, listener),
  onConnection: (listener) => listen(channels.connection, listener),
  pickFiles: (options) => ask(channels.pickFiles, options),
  pickFolder: () => ask(channels.pickFolder),
  offerDropped: (files) => offerDropped(files as readonly File[]),
  fileUrl: (file) => `app://afterword/files/${file.ref}`,
  save: (file) => ask(channels.save, file.ref),
  setMenu: (commands) => void ask(channels.setMenu, commands),
  onMenuCommand: (listener) => listen(channels.menuCommand, listener),
  desktop,
}

contextBridge.exposeInMainWorld('afterword', platform)
