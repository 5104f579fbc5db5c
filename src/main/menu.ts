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
type MenuCommands = z.infer<typeof menuCommands>

/** Electron's own entries stand beside the application's commands; those are the ones that the palette has too. */
export function menuTemplate(
  commands: MenuCommands,
  choose: (id: string) => void,
  mac: boolean,
): MenuItemConstructorOptions[] {
  const own: Record<string, MenuItemConstructorOptions[]> = {
    File: mac ? [{ role: 'close' }] : [{ role: 'quit' }],
    Edit: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
    View: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  }
  const groups = [...new Set([...Object.keys(own), ...commands.map(({ group }) => group)])]
  const menus = groups.map((group): MenuItemConstructorOptions => {
    const items = commands
      .filter((command) => command.group === group)
      .map(
        (command): MenuItemConstructorOptions => ({
          id: command.id,
          label: command.title.replaceAll('&', '&&'),
          enabled: command.enabled,
          // The page hears its keys itself; the menu shows them.
          ...(command.keys
            ? { accelerator: command.keys.replace('Ctrl', 'CmdOrCtrl'), registerAccelerator: false }
            : {}),
          click: () => choose(command.id),
        }),
      )
    const rest = own[group] ?? []
    const line: MenuItemConstructorOptions[] = items.length && rest.length ? [{ type: 'separator' }] : []
    return { label: group, submenu: [...items, ...line, ...rest] }
  })
  return mac ? [{ role: 'appMenu' }, ...menus] : menus
}
