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

/** Brings the field in line with the page. CodeMirror's own notice can be lost when a change comes at the same moment. */
function settle(view: EditorView): void {
  setTimeout(() => {
    if (view.dom.isConnected && view.hasFocus !== view.state.field(focused))
      view.dispatch({ effects: setFocused.of(view.hasFocus) })
  }, 0)
}

/** Gives the editor the focus at once, so that what follows finds it open for writing. */
export function takeFocus(view: EditorView): void {
  view.focus()
  if (!view.state.field(focused)) view.dispatch({ effects: setFocused.of(true) })
}

export const watchFocus = [
  focused,
  EditorView.domEventHandlers({
    focus: (_, view) => settle(view),
    blur: (_, view) => settle(view),
  }),
  EditorView.updateListener.of(({ view, state }) => {
    if (view.hasFocus !== state.field(focused)) settle(view)
  }),
]
