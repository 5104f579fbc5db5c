import type { OfferedFile } from '#shared/contract/common.ts'
import type { Platform } from '#shared/platform.ts'

let current: Platform | undefined

/** Called once, before anything is drawn. */
export function setPlatform(platform: Platform): void {
  current = platform
}

/** The shell around this window: the browser's or Electron's. */
export function shell(): Platform {
  if (!current) throw new Error('The window was started without its shell.')
  return current
}

/** Asks the user for one file; null where they chose none. `accept` holds endings with their dot. */
export async function pickFile(accept?: string[]): Promise<OfferedFile | null> {
  const [file] = await shell().pickFiles({ multiple: false, ...(accept ? { accept } : {}) })
  return file ?? null
}

export function pickFiles(accept?: string[]): Promise<OfferedFile[]> {
  return shell().pickFiles({ multiple: true, ...(accept ? { accept } : {}) })
}

export function fileUrl(file: OfferedFile): string {
  return shell().fileUrl(file)
}
