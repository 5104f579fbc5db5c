import { app, type BrowserWindow, dialog } from 'electron'
import type { CrashReports } from './crashes.ts'

/** Notes what goes wrong in main itself, and goes on: the workspace is in another process, and safe. */
export function noteFaults(crashes: CrashReports): void {
  const note = (error: unknown) => {
    console.error(error)
    void crashes.write(
      'A fault occurred in the shell of Afterword.',
      error instanceof Error ? error.stack : '',
    )
  }
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit' && reason !== 'killed' && type !== 'Utility')
      void crashes.write(`The ${type} process ended: ${reason} (${exitCode}).`)
  })
}

/** A window whose page ended is drawn anew; one that hangs may be. What was saved is with the core. */
export function mendWindow(window: BrowserWindow, crashes: CrashReports): void {
  let asking = false
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    // The window that is drawn anew asks for reports.
    void crashes
      .write(`A window of Afterword ended: ${reason} (${exitCode}). It was drawn anew.`)
      .then(() => {
        if (!window.isDestroyed()) window.webContents.reload()
      })
  })
  window.on('unresponsive', () => {
    if (asking) return
    asking = true
    void dialog
      .showMessageBox(window, {
        type: 'warning',
        message: 'This window does not answer.',
        detail: 'Drawn anew, it shows what was saved. What was typed in the last second may be lost.',
        buttons: ['Wait', 'Draw it anew'],
        defaultId: 0,
        cancelId: 0,
      })
      .then(({ response }) => {
        asking = false
        if (response === 1 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
      })
  })
}
