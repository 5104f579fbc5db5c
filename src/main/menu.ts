import type { MenuItemConstructorOptions } from 'electron'
import { z } from 'zod'

/** What the interface may ask to stand in the menu. */
export const menuCommands = z
  .array(
    z.strictObject({
      id: z.string().min(1).max(100),
      title: z.string().min(1).max(100),
      group: z.string().min(1).max(40),
      keys: z.string().max(40).optional(),
      enabled: z.boolean(),
    }),
  )
  .max(300)
export type MenuCommands = z.infer<typeof menuCommands>

export interface MenuOptions {
  commands: MenuCommands
  choose(id: string): void
  recent: readonly { path: string; name: string }[]
  openRecent(path: string): void
  newWindow(): void
  mac: boolean
}

/** A label as it is: & would underline the letter after it. */
const plain = (text: string) => text.replaceAll('&', '&&')

const edit: MenuItemConstructorOptions[] = [
  { role: 'undo' },
  { role: 'redo' },
  { type: 'separator' },
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'delete' },
  { role: 'selectAll' },
]

const view: MenuItemConstructorOptions[] = [
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { type: 'separator' },
  { role: 'togglefullscreen' },
]

function file(options: MenuOptions): MenuItemConstructorOptions[] {
  const recent = options.recent.map(
    ({ path, name }): MenuItemConstructorOptions => ({
      label: plain(name),
      sublabel: path,
      toolTip: path,
      click: () => options.openRecent(path),
    }),
  )
  return [
    {
      id: 'shell.newWindow',
      label: 'New window',
      accelerator: 'CmdOrCtrl+Shift+N',
      click: options.newWindow,
    },
    ...(recent.length ? [{ id: 'shell.recent', label: 'Open recent', submenu: recent }] : []),
    { type: 'separator' },
    options.mac ? { role: 'close' } : { role: 'quit' },
  ]
}

function window(mac: boolean): MenuItemConstructorOptions[] {
  return [
    { role: 'minimize' },
    ...(mac
      ? ([{ role: 'zoom' }, { type: 'separator' }, { role: 'front' }] as const)
      : ([{ role: 'close' }] as const)),
  ]
}

/** Electron's own entries stand beside the application's commands; those are the ones that the palette has too. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { commands, choose, mac } = options
  const own: Record<string, MenuItemConstructorOptions[]> = { File: file(options), Edit: edit, View: view }
  const groups = [...new Set([...Object.keys(own), ...commands.map(({ group }) => group)])].filter(
    (group) => group !== 'Window',
  )
  const entries = (group: string): MenuItemConstructorOptions[] =>
    commands
      .filter((command) => command.group === group)
      .map((command) => ({
        id: command.id,
        label: plain(command.title),
        enabled: command.enabled,
        // The page hears its keys itself; the menu shows them.
        ...(command.keys
          ? { accelerator: command.keys.replace('Ctrl', 'CmdOrCtrl'), registerAccelerator: false }
          : {}),
        click: () => choose(command.id),
      }))
  const joined = (group: string, rest: MenuItemConstructorOptions[]): MenuItemConstructorOptions => {
    const items = entries(group)
    const line: MenuItemConstructorOptions[] = items.length && rest.length ? [{ type: 'separator' }] : []
    return { label: group, submenu: [...items, ...line, ...rest] }
  }
  return [
    ...(mac ? ([{ role: 'appMenu' }] as const) : []),
    ...groups.map((group) => joined(group, own[group] ?? [])),
    { ...joined('Window', window(mac)), ...(mac ? ({ role: 'window' } as const) : {}) },
  ]
}
