import type { WindowPlace } from './settings.ts'

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** The part of a window's head, in pixels, that must be on a screen for a hand to reach it. */
const reach = 32

/** Where a window opens: where it was left, if its head is still on a screen; else as the system likes it. */
export function placeOn(screens: readonly Area[], saved: WindowPlace | undefined): Partial<Area> {
  const size = { width: saved?.width ?? 1280, height: saved?.height ?? 820 }
  const { x, y } = saved ?? {}
  if (x === undefined || y === undefined) return size
  const middle = x + size.width / 2
  const seen = screens.some(
    (area) =>
      middle >= area.x && middle < area.x + area.width && y >= area.y && y < area.y + area.height - reach,
  )
  return seen ? { ...size, x, y } : size
}
