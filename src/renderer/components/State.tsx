import type { ReactNode } from 'react'
import './State.css'

export type Tone = 'plain' | 'accent' | 'attention' | 'failure' | 'verified'

/** A small label that says how something stands; the words carry it, the tone supports them. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>
}
