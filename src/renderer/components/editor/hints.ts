import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, hoverTooltip } from '@codemirror/view'

/** A wording that could be read as blame: where, why, and a question to answer instead. */
export interface Hint {
  start: number
  end: number
  excerpt: string
  why: string
  question: string
}

const setHints = StateEffect.define<readonly Hint[]>()

/** The hints of the text as it was when it was looked at, moved along with what is typed since. */
const hintField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(old, transaction) {
    let marks = old.map(transaction.changes)
    for (const effect of transaction.effects)
      if (effect.is(setHints))
        marks = Decoration.set(
          effect.value
            .filter(({ start, end }) => start < end && end <= transaction.newDoc.length)
            .map((hint) => Decoration.mark({ class: 'cm-hint', hint }).range(hint.start, hint.end)),
          true,
        )
    return marks
  },
  provide: (field) => EditorView.decorations.from(field),
})

const explain = hoverTooltip((view, position) => {
  let found: { from: number; to: number; hint: Hint } | null = null
  view.state.field(hintField).between(position, position, (from, to, value) => {
    found = { from, to, hint: value.spec.hint as Hint }
  })
  if (!found) return null
  const { from, to, hint } = found as { from: number; to: number; hint: Hint }
  return {
    pos: from,
    end: to,
    above: true,
    create() {
      const dom = document.createElement('div')
      dom.className = 'cm-hint-words'
      const why = document.createElement('p')
      why.textContent = hint.why
      const question = document.createElement('p')
      question.className = 'cm-hint-question'
      question.textContent = hint.question
      dom.append(why, question)
      return { dom }
    },
  }
})

export const hints = [hintField, explain]

export function showHints(view: EditorView, found: readonly Hint[]): void {
  if (found.length === 0 && view.state.field(hintField).size === 0) return
  view.dispatch({ effects: setHints.of(found) })
}
