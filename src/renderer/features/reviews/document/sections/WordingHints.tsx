import { Button as AriaButton } from 'react-aria-components'
import type { Hint } from '../../../../components/editor/hints.ts'

/** The hints of a section in words: whoever does not use a mouse finds them here. They are advice and block nothing. */
export function WordingHints({ hints, onShow }: { hints: readonly Hint[]; onShow: (hint: Hint) => void }) {
  if (hints.length === 0) return null
  return (
    <ul className="wording" aria-label="Wording">
      {hints.map((hint) => (
        <li key={`${hint.start}-${hint.excerpt}`}>
          <AriaButton className="wording-excerpt" onPress={() => onShow(hint)}>
            {hint.excerpt}
          </AriaButton>
          <span>
            {hint.why} <strong>{hint.question}</strong>
          </span>
        </li>
      ))}
    </ul>
  )
}
