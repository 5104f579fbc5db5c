import { Notification } from 'electron'
import { channels } from '#shared/shell/channels.ts'
import type { CoreHost } from './coreHost.ts'
import type { SettingsFile } from './settings.ts'
import { showWindow } from './windows.ts'

const lookEveryMs = 30 * 60_000

/** What the notice says. It names no action: a notice is seen on locked screens too. */
export function overdueWords(count: number): { title: string; body: string } {
  return {
    title: count === 1 ? 'One action is overdue' : `${count} actions are overdue`,
    body: 'Open Afterword to see them.',
  }
}

/** The day here, as `2026-11-25`. */
export function dayOf(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Tells of overdue actions in the open workspace, once a day at most, unless it is turned off. */
export class Reminders {
  readonly #core: CoreHost
  readonly #settings: SettingsFile

  constructor(core: CoreHost, settings: SettingsFile) {
    this.#core = core
    this.#settings = settings
    setInterval(() => void this.look(), lookEveryMs).unref()
  }

  async look(now = new Date()): Promise<void> {
    const { desktop, remindedOn } = this.#settings.values
    if (!desktop.remindOverdue || remindedOn === dayOf(now) || !Notification.isSupported()) return
    const answer = await this.#core.ask<{ total: number }>({
      kind: 'call',
      envelope: { method: 'actions.list', input: { overdueOnly: true, limit: 1 } },
    })
    // Without an open workspace there is nothing to tell yet.
    if ('error' in answer || answer.ok.total === 0) return
    this.#settings.change({ remindedOn: dayOf(now) })
    const notice = new Notification(overdueWords(answer.ok.total))
    notice.on('click', () => showWindow()?.webContents.send(channels.menuCommand, 'room.actions'))
    notice.show()
  }
}
