import type { OfferedFile } from './contract/common.ts'
import type { Answer, CoreEvent, Envelope } from './contract/envelope.ts'
import type { Desktop } from './shell/desktop.ts'

/** What the interface needs of a DOM File; both shells are given real ones. */
export interface DroppedFile {
  readonly name: string
  readonly size: number
}

/** `connected` is the rule; `restarting` and `unresponsive` speak of the core, `lost` of the way to it. */
export type Connection = 'connected' | 'restarting' | 'unresponsive' | 'lost'

/** One entry of the native menu, from the interface's own registry of commands. */
export interface MenuCommand {
  id: string
  title: string
  /** The menu that it stands in: File, Edit, View, Review. */
  group: string
  /** As in `Ctrl+K`; Ctrl is Cmd on a Mac. */
  keys?: string
  enabled: boolean
}

/** All that the interface asks of the shell around it, the same in Electron and in a browser. */
export interface Platform {
  kind: 'electron' | 'browser'
  /** Never throws: a way that broke is an answer with an error too. */
  invoke(envelope: Envelope): Promise<Answer>
  subscribe(listener: (event: CoreEvent) => void): () => void
  onConnection(listener: (state: Connection) => void): () => void
  /** Empty where the user chose nothing. `accept` holds endings with their dot. */
  pickFiles(options: { multiple: boolean; accept?: string[] }): Promise<OfferedFile[]>
  /** Takes what was dropped or pasted. @throws Error with a sentence for the user. */
  offerDropped(files: readonly DroppedFile[]): Promise<OfferedFile[]>
  /** Where the window can read an offered file. */
  fileUrl(file: OfferedFile): string
  /** Keeps a file where the user wants it; false where they changed their mind. */
  save(file: OfferedFile): Promise<boolean>
  /** A folder chosen in a native dialog; only Electron has one. */
  pickFolder?(): Promise<string | null>
  /** Shows these commands in the native menu; only Electron has one. */
  setMenu?(commands: MenuCommand[]): void
  /** A command chosen in the native menu. */
  onMenuCommand?(listener: (id: string) => void): () => void
  /** What only a desktop application can do; a browser has none of it. */
  desktop?: Desktop
}
