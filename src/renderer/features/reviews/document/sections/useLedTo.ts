import { type RefObject, useEffect } from 'react'

const doings = ['wheel', 'keydown', 'pointerdown'] as const

/**
 * Shows a section that was asked for, and keeps it in its place while those around it take their height, which an editor
 * knows only once it was seen; until the reader does something.
 */
export function useLedTo(place: RefObject<HTMLElement | null>, meant: boolean): void {
  useEffect(() => {
    const element = place.current
    const all = element?.parentElement
    if (!meant || !element || !all) return
    const show = () => element.scrollIntoView({ block: 'start' })
    show()
    const observer = new ResizeObserver(show)
    observer.observe(all)
    const stop = () => {
      observer.disconnect()
      for (const doing of doings) window.removeEventListener(doing, stop, true)
    }
    for (const doing of doings) window.addEventListener(doing, stop, true)
    return stop
  }, [meant, place])
}
