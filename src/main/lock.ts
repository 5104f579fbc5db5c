import { BrowserWindow, powerMonitor } from 'electron'
import { channels } from '#shared/shell/channels.ts'
import type { CoreHost } from './coreHost.ts'
import type { Inbox } from './inbox.ts'
import { tellWindows } from './ipc.ts'
import { settle } from './leaving.ts'
import { runningJobs } from './quit.ts'
import type { SettingsFile } from './settings.ts'

const lookEveryMs = 15_000

interface OpenWorkspace {
  path: string
}

/** The folder of the open workspace; null where none is open. */
export async function openWorkspacePath(core: CoreHost): Promise<string | null> {
  const answer = await core.ask<{ open: OpenWorkspace | null }>({
    kind: 'call',
    envelope: { method: 'workspace.state', input: {} },
  })
  return 'ok' in answer ? (answer.ok.open?.path ?? null) : null
}

/** A meeting looks at its session's shared view for long without anybody touching a key. */
function isShowingSession(): boolean {
  return BrowserWindow.getAllWindows().some((window) =>
    /#\/reviews\/[^/]+\/session\/room$/.test(window.webContents.getURL()),
  )
}

/**
 * Closes the workspace when nobody is there: after a time without any key or pointer, when the screen locks, when the
 * computer sleeps. What was typed is saved first, and work that is under way ends first.
 */
export class Lock {
  readonly #core: CoreHost
  readonly #inbox: Inbox
  #wanted = false
  #busy = false

  constructor(core: CoreHost, settings: SettingsFile, inbox: Inbox) {
    this.#core = core
    this.#inbox = inbox
    const withScreen = () => {
      if (settings.values.desktop.lockWithScreen) void this.lock()
    }
    powerMonitor.on('lock-screen', withScreen)
    powerMonitor.on('suspend', withScreen)
    powerMonitor.on('unlock-screen', () => {
      this.#wanted = false
    })
    const timer = setInterval(() => {
      const minutes = settings.values.desktop.lockAfterMinutes
      const idle = minutes > 0 && powerMonitor.getSystemIdleTime() >= minutes * 60
      if ((idle && !isShowingSession()) || this.#wanted) void this.lock()
    }, lookEveryMs)
    timer.unref()
  }

  /**
   * Closes the workspace and shows where it is opened again.
   * @returns false where work is under way: the workspace is closed when that has ended
   */
  async lock(): Promise<boolean> {
    if (this.#busy) return true
    this.#busy = true
    try {
      const path = await openWorkspacePath(this.#core)
      this.#wanted = path !== null && (await runningJobs(this.#core)).length > 0
      if (path === null || this.#wanted) return !this.#wanted
      await settle(this.#core)
      await this.#core.ask({ kind: 'call', envelope: { method: 'workspace.close', input: {} } })
      this.#inbox.keep([path])
      tellWindows(channels.handedOver, null)
      return true
    } finally {
      this.#busy = false
    }
  }
}
