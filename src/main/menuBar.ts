import { app, type BrowserWindow, Menu } from 'electron'
import { channels } from '#shared/shell/channels.ts'
import type { CoreHost } from './coreHost.ts'
import { type MenuCommands, menuTemplate } from './menu.ts'
import { windowInUse } from './windows.ts'

export interface MenuBarOptions {
  openRecent(path: string): void
  newWindow(): void
}

interface Recent {
  path: string
  name: string
  present: boolean
}

/** The native menu: the commands of the window in use, the workspaces opened before, and the system's own entries. */
export class MenuBar {
  readonly #options: MenuBarOptions
  readonly #commands = new Map<number, MenuCommands>()
  #recent: Recent[] = []

  constructor(options: MenuBarOptions) {
    this.#options = options
    app.on('browser-window-focus', () => this.#draw())
    this.#draw()
  }

  /** Each window has commands of its own; the menu shows those of the window in use. */
  setCommands(window: BrowserWindow, commands: MenuCommands): void {
    const { id } = window
    if (!this.#commands.has(id))
      window.once('closed', () => {
        this.#commands.delete(id)
        this.#draw()
      })
    this.#commands.set(id, commands)
    this.#draw()
  }

  /** Reads anew which workspaces were opened before; they stand in the menu, the dock and the jump list. */
  async readRecent(core: CoreHost): Promise<void> {
    const answer = await core.ask<Recent[]>({
      kind: 'call',
      envelope: { method: 'workspace.recent', input: {} },
    })
    if ('error' in answer) return
    this.#recent = answer.ok.filter(({ present }) => present)
    this.#draw()
    const { openRecent } = this.#options
    app.dock?.setMenu(
      Menu.buildFromTemplate(
        this.#recent.map(({ path, name }) => ({ label: name, click: () => openRecent(path) })),
      ),
    )
    if (process.platform !== 'win32' || !app.isPackaged) return
    app.setUserTasks(
      this.#recent
        .filter(({ path }) => !path.includes('"'))
        .map(({ path, name }) => ({
          program: process.execPath,
          arguments: `"${path}"`,
          title: name,
          description: path,
          iconPath: process.execPath,
          iconIndex: 0,
        })),
    )
  }

  #draw(): void {
    const inUse = windowInUse()
    const template = menuTemplate({
      commands: (inUse && this.#commands.get(inUse.id)) ?? [],
      choose: (id) => windowInUse()?.webContents.send(channels.menuCommand, id),
      recent: this.#recent,
      openRecent: this.#options.openRecent,
      newWindow: this.#options.newWindow,
      mac: process.platform === 'darwin',
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
}
