import { useEffect, useState } from 'react'

/**
 * Which of the sections are drawn: the one that is meant, or the first, at once; then one after the other, so that no
 * moment is long, however much is written in them.
 */
export function useDrawn(count: number, meant: number): (index: number) => boolean {
  const [drawn, setDrawn] = useState(meant < 0 ? 1 : 0)
  useEffect(() => {
    if (drawn >= count) return
    const timer = setTimeout(() => setDrawn(drawn + 1), 0)
    return () => clearTimeout(timer)
  }, [drawn, count])
  return (index) => index === meant || index < drawn
}
