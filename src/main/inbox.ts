import type { OfferedFile } from '#shared/contract/common.ts'
import { channels } from '#shared/shell/channels.ts'
import type { HandedOver } from '#shared/shell/desktop.ts'
import type { CoreHost } from './coreHost.ts'
import { kindOfPath } from './handedOver.ts'
import { handle } from './handle.ts'
import { showWindow } from './windows.ts'

/** What the system handed over, kept until a window takes it: the first one may still be on its way. */
export class Inbox {
  readonly #paths: string[]

  constructor(paths: readonly string[]) {
    this.#paths = [...paths]
  }

  /** For when a window asks next. */
  keep(paths: readonly string[]): void {
    this.#paths.push(...paths)
  }

  /** Tells the window in use of them, in front of the others. */
  add(paths: readonly string[]): void {
    this.keep(paths)
    showWindow()?.webContents.send(channels.handedOver)
  }

  /** A file is known to the core from the moment it is taken, so that a core that was started again knows it too. */
  serve(core: CoreHost): void {
    handle(channels.takeHandedOver, async () => {
      const taken: HandedOver[] = []
      for (const path of this.#paths.splice(0)) {
        const kind = kindOfPath(path)
        if (kind === 'workspace') taken.push({ kind, path })
        else if (kind) {
          const answer = await core.ask<OfferedFile>({ kind: 'offer', path })
          if ('ok' in answer) taken.push({ kind, file: answer.ok })
        }
      }
      return { ok: taken }
    })
  }
}
