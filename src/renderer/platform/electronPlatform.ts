import type { Platform } from '#shared/platform.ts'

declare global {
  interface Window {
    /** What the preload of the desktop shell lays open; absent in a browser. */
    afterword?: Platform
  }
}

/** The desktop shell, where this window stands in it. */
export function electronPlatform(): Platform | undefined {
  return window.afterword
}
