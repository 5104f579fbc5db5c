import { useSettings } from '../shell/settings.ts'
import { currentCommands } from './registry.ts'

const sequenceMs = 900

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const parts = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '']
  if (event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key))) parts.push('Shift')
  return [...parts.filter(Boolean), key].join('+')
}

function isTyping(target: EventTarget | null): boolean {
  const element = target instanceof HTMLElement ? target : null
  return Boolean(
    element?.closest('input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"]'),
  )
}

/** Runs commands by their keys. Single keys are for when nobody types, and can be switched off in the settings. */
export function listenForShortcuts(): () => void {
  let first: { key: string; at: number } | null = null
  const onKey = (event: KeyboardEvent) => {
    if (
      event.defaultPrevented ||
      event.repeat ||
      document.querySelector('[role="alertdialog"], .dialog-modal')
    )
      return
    const pressed = nameOf(event)
    const single = !pressed.includes('Ctrl+') && !pressed.includes('Alt+') && !/^F\d/.test(pressed)
    if (single && (isTyping(event.target) || !useSettings.getState().singleKeys)) return
    const sequence = first && event.timeStamp - first.at < sequenceMs ? `${first.key} ${pressed}` : null
    const commands = currentCommands()
    const found =
      (sequence && commands.find((command) => command.keys === sequence)) ||
      commands.find((command) => command.keys === pressed)
    first = single && !found ? { key: pressed, at: event.timeStamp } : null
    if (!found) return
    event.preventDefault()
    found.run()
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
