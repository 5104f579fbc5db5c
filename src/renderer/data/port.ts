import type { OfferedFile } from '#shared/contract/common.ts'
import type { Answer, CoreEvent } from '#shared/contract/envelope.ts'

/** What the interface asks of the shell around it: the browser's or Electron's. */
export interface Port {
  call(method: string, input: unknown): Promise<Answer>
  subscribe(listener: (event: CoreEvent) => void): () => void
  /** Asks the user for files; empty where they chose none. */
  pickFiles(options: { multiple: boolean; accept?: string[] }): Promise<OfferedFile[]>
  /** Hands dropped or pasted files to the core. */
  takeFiles(files: File[]): Promise<OfferedFile[]>
  /** Gives a file to the user to keep. */
  saveFile(file: OfferedFile): Promise<void>
  /** Where this window can read an offered file. */
  fileUrl(file: OfferedFile): string
}

let current: Port | undefined

/** Called once, before anything is drawn. */
export function setPort(shell: Port): void {
  current = shell
}

function shell(): Port {
  if (!current) throw new Error('The window was started without its shell.')
  return current
}

export const port: Port = {
  call: (method, input) => shell().call(method, input),
  subscribe: (listener) => shell().subscribe(listener),
  pickFiles: (options) => shell().pickFiles(options),
  takeFiles: (files) => shell().takeFiles(files),
  saveFile: (file) => shell().saveFile(file),
  fileUrl: (file) => shell().fileUrl(file),
}
