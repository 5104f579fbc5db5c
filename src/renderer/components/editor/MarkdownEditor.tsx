import { Annotation, Compartment, EditorState, Transaction } from '@codemirror/state'
import { EditorView, placeholder } from '@codemirror/view'
import { useEffect, useEffectEvent, useRef } from 'react'
import { changeBetween } from './changeBetween.ts'
import { insertImages, insertLink } from './format.ts'
import { type Hint, showHints } from './hints.ts'
import { writing } from './setup.ts'
import './MarkdownEditor.css'

export interface MarkdownEditorProps {
  /** What the text is, for assistive technology. */
  label: string
  /** The text to show; another one replaces what stands in the editor. */
  text: string
  onChange: (text: string) => void
  onFocus?: (view: EditorView) => void
  onBlur?: () => void
  readOnly?: boolean
  empty?: string
  /** Where the text could be read as blame; for the text as it is now. */
  hints?: readonly Hint[]
  /** Keeps images that were pasted or dropped, and says how the text names them. */
  onImages?: (files: File[]) => Promise<{ url: string; alt: string }[]>
  autoFocus?: boolean
}

const fromOutside = Annotation.define<boolean>()

/** A text in Markdown that reads like a page while it is written. */
export function MarkdownEditor(props: MarkdownEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const edit = useRef(new Compartment())
  const changed = useEffectEvent((text: string) => props.onChange(text))
  const left = useEffectEvent(() => props.onBlur?.())
  const entered = useEffectEvent((editor: EditorView) => props.onFocus?.(editor))
  const paste = useEffectEvent((event: ClipboardEvent | DragEvent, editor: EditorView): boolean => {
    const data = event instanceof ClipboardEvent ? event.clipboardData : event.dataTransfer
    const images = [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'))
    if (images.length > 0 && props.onImages && !props.readOnly) {
      event.preventDefault()
      props.onImages(images).then(
        (kept) => kept.length > 0 && insertImages(editor, kept),
        () => undefined,
      )
      return true
    }
    const address = data?.getData('text/plain').trim() ?? ''
    if (event instanceof DragEvent || editor.state.selection.main.empty || !/^https?:\/\/\S+$/.test(address))
      return false
    event.preventDefault()
    insertLink(editor, address)
    return true
  })
  const start = useEffectEvent((parent: HTMLElement) => {
    const editor = new EditorView({
      parent,
      doc: props.text,
      extensions: [
        writing,
        edit.current.of(editable(props.readOnly)),
        placeholder(props.empty ?? ''),
        EditorView.contentAttributes.of({
          'aria-label': props.label,
          spellcheck: 'true',
          autocapitalize: 'sentences',
        }),
        EditorView.domEventHandlers({ paste, drop: paste }),
        EditorView.updateListener.of((update) => {
          if (update.focusChanged) {
            if (update.view.hasFocus) entered(update.view)
            else left()
          }
          if (update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside)))
            changed(update.state.doc.toString())
        }),
      ],
    })
    if (props.autoFocus) editor.focus()
    return editor
  })

  useEffect(() => {
    if (!place.current) return
    const editor = start(place.current)
    view.current = editor
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [])

  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === props.text) return
    editor.dispatch({
      changes: changeBetween(editor.state.doc.toString(), props.text),
      annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
    })
  }, [props.text])

  // Each dispatch makes the browser lay out the page, so what stands already is not told again.
  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.readOnly === Boolean(props.readOnly)) return
    editor.dispatch({ effects: edit.current.reconfigure(editable(props.readOnly)) })
  }, [props.readOnly])

  useEffect(() => {
    if (view.current && props.hints) showHints(view.current, props.hints)
  }, [props.hints])

  return <div className={props.readOnly ? 'editor editor-read-only' : 'editor'} ref={place} />
}

function editable(readOnly: boolean | undefined) {
  return [EditorState.readOnly.of(Boolean(readOnly)), EditorView.editable.of(!readOnly)]
}
