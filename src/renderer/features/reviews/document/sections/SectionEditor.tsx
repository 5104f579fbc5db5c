import { EditorView } from '@codemirror/view'
import { useEffect, useRef, useState } from 'react'
import { formatClock } from '../../../../components/dates/formats.ts'
import { takeFocus } from '../../../../components/editor/focus.ts'
import { MarkdownEditor } from '../../../../components/editor/MarkdownEditor.tsx'
import { Menu } from '../../../../components/Menu.tsx'
import { MarkdownView } from '../../../../components/markdown/MarkdownView.tsx'
import type { SaveState } from './Autosaver.ts'
import { Conflict } from './Conflict.tsx'
import { keepImages } from './images.ts'
import { type Section, useAutosave } from './useAutosave.ts'
import { useLedTo } from './useLedTo.ts'
import { useWording } from './useWording.ts'
import { WordingHints } from './WordingHints.tsx'

interface SectionEditorProps {
  reviewId: string
  section: Section
  readOnly: boolean
  /** This section is the one that was asked for. */
  meant: boolean
  onView: (view: EditorView) => void
  onRemove: () => void
}

/** One section: what belongs in it, its text, and how the saving goes. */
export function SectionEditor(props: SectionEditorProps) {
  const { reviewId, section, readOnly, meant, onView, onRemove } = props
  const { text, state, edit, flush, decide } = useAutosave(reviewId, section)
  const [writing, setWriting] = useState(false)
  const hints = useWording(text, !readOnly)
  const view = useRef<EditorView | null>(null)
  const place = useRef<HTMLElement>(null)
  const headingId = `section-${section.id}`
  useLedTo(place, meant)
  useEffect(() => {
    if (!meant) return
    const editor = editorIn(place.current)
    if (!editor || editor.state.readOnly) return
    takeFocus(editor)
    // At the end, to write on; but at the start of a text that is longer than the window, which would be scrolled past.
    const long = editor.dom.clientHeight > window.innerHeight
    editor.dispatch({ selection: { anchor: long ? 0 : editor.state.doc.length } })
  }, [meant])
  return (
    <section className="section" ref={place} aria-labelledby={headingId}>
      <header className="section-head">
        <h3 id={headingId}>{section.title}</h3>
        {!readOnly && section.required && !text.trim() && <span className="section-needed">Needed</span>}
        <span className="grow" />
        <SaveWords state={state} />
        {!readOnly && (
          <Menu
            label={`More for ${section.title}`}
            entries={[{ id: 'remove', label: 'Remove section', danger: true, run: onRemove }]}
          />
        )}
      </header>
      <div className={readOnly ? 'section-body section-read' : 'section-body'}>
        <div className="section-text">
          <MarkdownEditor
            label={section.title}
            text={text}
            readOnly={readOnly}
            empty={readOnly ? 'Nothing was written here.' : 'Write here'}
            hints={hints}
            onChange={edit}
            onFocus={(editor) => {
              view.current = editor
              setWriting(true)
              onView(editor)
            }}
            onBlur={() => {
              setWriting(false)
              flush()
            }}
            onImages={(files) => keepImages(reviewId, files)}
          />
          {state.kind === 'conflict' && (
            <Conflict title={section.title} ours={text} theirs={state.theirs} onDecide={decide} />
          )}
          <WordingHints
            hints={hints}
            onShow={(hint) => {
              const editor = view.current ?? editorIn(place.current)
              if (!editor) return
              takeFocus(editor)
              editor.dispatch({ selection: { anchor: hint.start, head: hint.end }, scrollIntoView: true })
            }}
          />
        </div>
        {!readOnly && <Guidance section={section} full={writing || !text.trim()} />}
      </div>
    </section>
  )
}

function editorIn(place: HTMLElement | null): EditorView | null {
  const content = place?.querySelector<HTMLElement>('.cm-content')
  return content ? EditorView.findFromDOM(content) : null
}

/** What belongs in the section, and questions to write from; they step back once something stands there. */
function Guidance({ section, full }: { section: Section; full: boolean }) {
  if (!section.guidance && section.prompts.length === 0) return null
  return (
    <aside className={full ? 'guidance' : 'guidance guidance-quiet'} aria-label={`About ${section.title}`}>
      {section.guidance && <MarkdownView markdown={section.guidance} />}
      {section.prompts.length > 0 && (
        <ul>
          {section.prompts.map((prompt) => (
            <li key={prompt}>{prompt}</li>
          ))}
        </ul>
      )}
    </aside>
  )
}

function SaveWords({ state }: { state: SaveState }) {
  const words = {
    unchanged: '',
    waiting: 'Not saved yet',
    saving: 'Saving',
    saved: state.kind === 'saved' ? `Saved ${formatClock(state.at.toISOString()).split(' ')[0]}` : '',
    failed: state.kind === 'failed' ? state.message : '',
    conflict: 'Two texts',
  }[state.kind]
  return (
    <span
      className={state.kind === 'failed' ? 'section-saved section-failed' : 'section-saved'}
      role="status"
    >
      {words}
    </span>
  )
}
