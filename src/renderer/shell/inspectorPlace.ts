import { create } from 'zustand'

/** The element at the right of the window that views draw their inspector into. */
export const useInspectorPlace = create<{ place: HTMLElement | null }>(() => ({ place: null }))
