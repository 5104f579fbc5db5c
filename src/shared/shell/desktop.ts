import { z } from 'zod'
import { line, type OfferedFile, secret } from '../contract/common.ts'

/** What the desktop shell keeps for this computer's user, beside any workspace. */
export const desktopSettings = z.strictObject({
  /** Minutes without any key or pointer after which the workspace is closed; 0 is never. */
  lockAfterMinutes: z.int().min(0).max(480),
  /** Whether the workspace is closed when the screen locks or the computer sleeps. */
  lockWithScreen: z.boolean(),
  /** Whether overdue actions are told once a day. */
  remindOverdue: z.boolean(),
})
export type DesktopSettings = z.infer<typeof desktopSettings>

export const openedWith = z.strictObject({ path: z.string().min(1).max(4_000), passphrase: secret })

/** Where a second window begins: a room, and what within it. */
export const windowRoute = z.array(line).min(1).max(6)

/** What the system asked Afterword to open: by a double click, from a list, on the command line. */
export type HandedOver =
  | { kind: 'verify' | 'restore'; file: OfferedFile }
  | { kind: 'workspace'; path: string }

/** Whether passphrases can be kept on this computer; `why` says it in the user's words where they cannot. */
export interface Remembering {
  possible: boolean
  why: string
  /** The folders of workspaces whose passphrases are kept. */
  paths: string[]
}

/** What ended unexpectedly, and when; the report itself is a file on this computer. */
export interface CrashReport {
  file: string
  /** UTC, ISO 8601. */
  at: string
  what: string
}

/** What a file that claims to be an update turned out to be. */
export interface UpdateFound {
  name: string
  version: string
  channel: string
  publishedOn: string
  /** The folder that the file is in. */
  folder: string
  sha256: string
  /** Bytes. */
  size: number
  age: 'newer' | 'same' | 'older'
}

/** All that only the desktop shell can do. Each throws an Error with a sentence for the user. */
export interface Desktop {
  settings(): Promise<DesktopSettings>
  changeSettings(settings: DesktopSettings): Promise<DesktopSettings>
  /** Another window, which begins at this place. */
  openWindow(route: readonly string[]): Promise<void>
  /** What was handed over and nobody has taken yet; whoever asks has it. */
  takeHandedOver(): Promise<HandedOver[]>
  onHandedOver(listener: () => void): () => void
  /** Before the window or the workspace closes: `save` starts saving whatever was typed, and may take no time itself. */
  onLeaving(save: () => void): () => void
  /** Begins to drag an offered file out of the window; to be called while the pointer is down. */
  startDrag(file: OfferedFile): void
  /** Saves what was typed, closes the workspace, and shows where it is opened again; waits for work that is under way. */
  lock(): Promise<void>
  /** Asks for a printer and prints what the window shows. */
  print(): Promise<void>
  remembering(): Promise<Remembering>
  remember(opened: { path: string; passphrase: string }): Promise<void>
  forget(path: string): Promise<void>
  /** Opens a workspace with its kept passphrase. */
  openRemembered(path: string): Promise<void>
  crashes(): Promise<CrashReport[]>
  openCrashFolder(): Promise<void>
  deleteCrashes(): Promise<void>
  /** Asks for the signed description of an update and judges it; null where none was chosen. Installs nothing. */
  judgeUpdate(): Promise<UpdateFound | null>
}
