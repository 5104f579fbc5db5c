import type { OfferedFile } from '#shared/contract/common.ts'
import { channels } from '#shared/shell/channels.ts'
import type { HandedOver } from '#shared/shell/desktop.ts'
import type { CoreHost } from './coreHost.ts'
import { kindOfPath } from './handedOver.ts'
import { handle } from './handle.ts'

/** What the system handed over, kept until a window takes it: the first one may still be on its way. */
export class Inbox {
  readonly #paths: string[]
  #tell: () => void = () => undefined

  constructor(paths: readonly string[]) {
    this.#paths = [...paths]
  }

  /** For when a window asks next. */
  keep(paths: readonly string[]): void {
    this.#paths.push(...paths)
  }

  /** Tells a window of them, where there may be one already. */
  add(paths: readonly string[]): void {
    this.keep(paths)
    this.#tell()
  }

  /** A file is known to the core from the moment it is taken, so that a core that was started again knows it too. */
  serve(core: CoreHost, tell: () => void): void {
    this.#tell = tell
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
