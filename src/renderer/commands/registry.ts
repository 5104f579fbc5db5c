import { create } from 'zustand'

/** One thing that a user can do; the palette, the shortcuts, the key sheet and the native menu are made of these. */
export interface Command {
  id: string
  title: string
  group: string
  /** `Ctrl+K` (Ctrl is Command on a Mac), `/`, or `G R` for one key after the other. */
  keys?: string
  /** Whether it can be done now; left out where it always can. */
  when?: () => boolean
  run: () => void
}

/** The commands of what is on the window, newest first, so that a view's own come before the frame's. */
export const useRegistry = create<{ groups: { owner: symbol; commands: Command[] }[] }>(() => ({
  groups: [],
}))

export function register(owner: symbol, commands: Command[]): void {
  useRegistry.setState(({ groups }) => ({
    groups: [{ owner, commands }, ...groups.filter((group) => group.owner !== owner)],
  }))
}

export function unregister(owner: symbol): void {
  useRegistry.setState(({ groups }) => ({ groups: groups.filter((group) => group.owner !== owner) }))
}

/** Every command that can be run now; of two with the same id the newer one stands. */
export function currentCommands(groups = useRegistry.getState().groups): Command[] {
  const found = new Map<string, Command>()
  for (const { commands } of groups)
    for (const command of commands)
      if (!found.has(command.id) && (command.when?.() ?? true)) found.set(command.id, command)
  return [...found.values()]
}

export function runCommand(id: string): void {
  currentCommands()
    .find((command) => command.id === id)
    ?.run()
}
