import { StateEffect, StateField } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

const setFocused = StateEffect.define<boolean>()

/** Whether somebody writes in the editor now; marks are shown only where they do. */
export const focused = StateField.define<boolean>({
  create: () => false,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setFocused)) return effect.value
    return value
  },
})

export const watchFocus = [focused, EditorView.focusChangeEffect.of((_, now) => setFocused.of(now))]
