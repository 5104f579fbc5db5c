import { Button as AriaButton } from 'react-aria-components'
import type { Hint } from '../../../../components/editor/hints.ts'
import './WordingHints.css'

interface WordingHintsProps {
  hints: readonly Hint[]
  /** Leads to the words in their text, where it is long enough to look for them. */
  onShow?: (hint: Hint) => void
}

/** The hints of a section in words: whoever does not use a mouse finds them here. They are advice and block nothing. */
export function WordingHints({ hints, onShow }: WordingHintsProps) {
  if (hints.length === 0) return null
  return (
    <ul className="wording" aria-label="Wording">
      {hints.map((hint) => (
        <li key={`${hint.start}-${hint.excerpt}`}>
          {onShow ? (
            <AriaButton className="wording-excerpt" onPress={() => onShow(hint)}>
              {hint.excerpt}
            </AriaButton>
          ) : (
            <span className="wording-excerpt">{hint.excerpt}</span>
          )}
          <span>
            {hint.why} <strong>{hint.question}</strong>
          </span>
        </li>
      ))}
    </ul>
  )
}
