import { useEffect, useState } from 'react'
import type { Hint } from '../../../../components/editor/hints.ts'
import { call } from '../../../../data/call.ts'

const patienceMs = 700

/** Where the text could be read as blame; looked at when the typing rests. A failure says nothing: hints never stand in the way. */
export function useWording(text: string, enabled: boolean): readonly Hint[] {
  const [hints, setHints] = useState<readonly Hint[]>([])
  useEffect(() => {
    if (!enabled || !text.trim()) {
      setHints([])
      return
    }
    let current = true
    const timer = setTimeout(() => {
      call('reviews.checkWording', { text }).then(
        (found) => current && setHints(found),
        () => undefined,
      )
    }, patienceMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text, enabled])
  return hints
}
