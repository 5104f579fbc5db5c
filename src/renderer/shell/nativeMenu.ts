import type { MenuCommand } from '#shared/platform.ts'
import { type Command, currentCommands, runCommand, useRegistry } from '../commands/registry.ts'
import { shell } from '../data/port.ts'

const menus: Record<string, string> = {
  Workspace: 'File',
  Import: 'File',
  Lists: 'Edit',
  'Go to': 'View',
  Window: 'View',
}
const patienceMs = 150

/** The same commands as in the palette, as entries of a native menu. One key after the other is no accelerator. */
export function menuOf(commands: readonly Command[]): MenuCommand[] {
  return commands
    .filter((command) => command.id !== 'undo')
    .map(({ id, title, group, keys }) => ({
      id,
      title,
      group: menus[group] ?? 'Review',
      ...(keys && /^(Ctrl|Alt|F\d)/.test(keys) ? { keys } : {}),
      enabled: true,
    }))
}

/** Keeps the native menu as the commands are, where the shell has one. */
export function keepNativeMenu(): () => void {
  const { setMenu, onMenuCommand } = shell()
  if (!setMenu) return () => undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => setMenu(menuOf(currentCommands()))
  const stopListening = onMenuCommand?.(runCommand)
  const stop = useRegistry.subscribe(() => {
    clearTimeout(timer)
    timer = setTimeout(tell, patienceMs)
  })
  tell()
  return () => {
    clearTimeout(timer)
    stop()
    stopListening?.()
  }
}
