import { useEffect, useState } from 'react'

const atOnce = 3

/** How many of the sections are drawn: the first few at once, then one after the other, so that no moment is long. */
export function useDrawn(count: number, meant: number): number {
  const [drawn, setDrawn] = useState(Math.max(atOnce, meant + 1))
  useEffect(() => {
    if (drawn >= count) return
    const timer = setTimeout(() => setDrawn(Math.max(drawn, meant) + 1), 0)
    return () => clearTimeout(timer)
  }, [drawn, count, meant])
  return Math.max(drawn, meant + 1)
}
