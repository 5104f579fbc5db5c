import { app, BrowserWindow, dialog } from 'electron'
import type { Job } from '#shared/contract/jobs.ts'
import type { CoreHost } from './coreHost.ts'
import { settle } from './leaving.ts'
import { windowInUse } from './windows.ts'

/** The work that is under way; none where the core cannot say. */
export async function runningJobs(core: CoreHost): Promise<Job[]> {
  const late = new Promise<Job[]>((resolve) => setTimeout(resolve, 2_000, []))
  const asked = core
    .ask<Job[]>({ kind: 'call', envelope: { method: 'jobs.list', input: {} } })
    .then((answer) => ('ok' in answer ? answer.ok.filter(({ state }) => state === 'running') : []))
  return Promise.race([asked, late])
}

async function mayStop(jobs: readonly Job[]): Promise<boolean> {
  const window = windowInUse()
  const question = {
    type: 'question' as const,
    message:
      jobs.length === 1
        ? `${jobs[0]!.title} is still under way.`
        : `${jobs.length} works are still under way.`,
    detail: 'If Afterword quits now they are cancelled. Nothing that was saved is lost.',
    buttons: ['Keep working', 'Cancel them and quit'],
    defaultId: 0,
    cancelId: 0,
  }
  const { response } = await (window
    ? dialog.showMessageBox(window, question)
    : dialog.showMessageBox(question))
  return response === 1
}

/**
 * Quits without loss: asks where work is under way, has windows save what was typed, closes the workspace, and only then
 * lets the windows go. A single window that closes saves what was typed in it, and the last one quits.
 */
export class Quit {
  readonly #core: CoreHost
  readonly #settled = new WeakSet<BrowserWindow>()
  #busy = false
  #done = false

  constructor(core: CoreHost) {
    this.#core = core
    app.on('before-quit', (event) => {
      if (this.#done) return
      event.preventDefault()
      void this.#quit()
    })
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit()
    })
  }

  watch(window: BrowserWindow): void {
    window.on('close', (event) => {
      if (this.#done || this.#settled.has(window)) return
      event.preventDefault()
      if (process.platform !== 'darwin' && BrowserWindow.getAllWindows().length === 1) app.quit()
      else void this.#closeOne(window)
    })
  }

  async #closeOne(window: BrowserWindow): Promise<void> {
    await settle(this.#core, [window])
    this.#settled.add(window)
    if (!window.isDestroyed()) window.close()
  }

  async #quit(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      const jobs = await runningJobs(this.#core)
      if (jobs.length > 0 && !(await mayStop(jobs))) return
      await settle(this.#core)
      await this.#core.close()
      this.#done = true
      app.quit()
    } finally {
      this.#busy = false
    }
  }
}
