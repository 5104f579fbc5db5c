import { create } from 'zustand'

export interface Note {
  text: string
  tone: 'plain' | 'failure'
  undo: (() => void) | null
}

/** What was just done, said once at the foot of the window; failures stay until they are read. */
export const useQuietStatus = create<{ note: Note | null }>(() => ({ note: null }))

const shownMs = 6_000
let timer: ReturnType<typeof setTimeout> | undefined

/** Says what was done; with `undo`, offers to take it back. */
export function say(text: string, undo: (() => void) | null = null): void {
  clearTimeout(timer)
  useQuietStatus.setState({ note: { text, tone: 'plain', undo } })
  timer = setTimeout(hush, shownMs)
}

/** Says what failed where no place beside it can. */
export function sayFailure(text: string): void {
  clearTimeout(timer)
  useQuietStatus.setState({ note: { text, tone: 'failure', undo: null } })
}

/** Whether something was just done that can be taken back, and no text has the focus, which has an undo of its own. */
export function canUndo(): boolean {
  const writing = document.activeElement?.closest('input, textarea, [contenteditable="true"]')
  return !writing && useQuietStatus.getState().note?.undo != null
}

export function undo(): void {
  useQuietStatus.getState().note?.undo?.()
  hush()
}

export function hush(): void {
  useQuietStatus.setState({ note: null })
}
