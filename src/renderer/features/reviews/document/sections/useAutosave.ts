import { useEffect, useState } from 'react'
import type { Review } from '#shared/contract/reviews.ts'
import { CallFailure, call } from '../../../../data/call.ts'
import { useConnection } from '../../../../data/connection.ts'
import { Autosaver, type SaveState } from './Autosaver.ts'

export type Section = Review['sections'][number]

const delayMs = 900

async function currentSection(reviewId: string, sectionId: string) {
  const { sections } = await call('reviews.get', { id: reviewId })
  const section = sections.find(({ id }) => id === sectionId)
  if (!section) throw new Error('This section was removed meanwhile. Copy your text to another one.')
  return { text: section.markdown, version: section.version }
}

/** A section that saves itself while it is written, and takes in what others write while nobody writes here. */
export function useAutosave(reviewId: string, section: Section) {
  const [state, setState] = useState<SaveState>({ kind: 'unchanged' })
  const [text, setText] = useState(section.markdown)
  const [saver] = useState(
    () =>
      new Autosaver({
        text: section.markdown,
        version: section.version,
        save: async (markdown, version) =>
          (await call('reviews.saveSection', { reviewId, sectionId: section.id, version, markdown })).version,
        current: () => currentSection(reviewId, section.id),
        isConflict: (error) => error instanceof CallFailure && error.code === 'conflict',
        onState: setState,
        delayMs,
      }),
  )
  useEffect(() => {
    const fresh = saver.receive(section.markdown, section.version)
    if (fresh !== null) setText(fresh)
  }, [saver, section.markdown, section.version])
  useEffect(() => {
    const flush = () => void saver.flush()
    window.addEventListener('pagehide', flush)
    // What could not be saved while the core did not answer is saved once it does.
    const unwatch = useConnection.subscribe(({ state }) => state === 'connected' && flush())
    return () => {
      unwatch()
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [saver])
  return {
    /** The text as it is now, typed or received. */
    text,
    state,
    edit(typed: string) {
      setText(typed)
      saver.edit(typed)
    },
    flush: () => void saver.flush(),
    decide(chosen: string) {
      setText(chosen)
      void saver.decide(chosen)
    },
  }
}
