import { create } from 'zustand'
import { change, useSettings } from './settings.ts'
import { tightWindow } from './useMedia.ts'

/** The element at the right of the window that views draw their inspector into, and whether it lies over a small window. */
export const useInspectorPlace = create<{ place: HTMLElement | null; over: boolean }>(() => ({
  place: null,
  over: false,
}))

/** Shows or hides the inspector: beside the content, or over it in a small window. */
export function toggleInspector(): void {
  if (matchMedia(tightWindow).matches) useInspectorPlace.setState(({ over }) => ({ over: !over }))
  else change({ inspectorFolded: !useSettings.getState().inspectorFolded })
}

/** Brings the inspector into sight, wherever it has its place. */
export function showInspector(): void {
  if (matchMedia(tightWindow).matches) useInspectorPlace.setState({ over: true })
  else change({ inspectorFolded: false })
}
