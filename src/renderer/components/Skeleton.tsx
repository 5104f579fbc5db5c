import { useEffect, useState } from 'react'
import './Skeleton.css'

const patienceMs = 150

/** The shape of what is coming, shown only when it takes longer than an instant. */
export function Skeleton({ lines = 4, label = 'Loading' }: { lines?: number; label?: string }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => `${line}`).map((line) => (
        <div key={line} className="skeleton-line" style={{ width: `${92 - ((Number(line) * 37) % 50)}%` }} />
      ))}
    </div>
  )
}
