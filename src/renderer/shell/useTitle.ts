import { useEffect } from 'react'

/** Names the window after what it shows, for the taskbar and for assistive technology; the room's name comes back after it. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (!title) return
    const before = document.title
    document.title = `${title} – Afterword`
    return () => {
      document.title = before
    }
  }, [title])
}
