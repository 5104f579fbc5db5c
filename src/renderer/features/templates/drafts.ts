import { create } from 'zustand'

/** Texts of templates that are being edited and are not saved yet, so that leaving the room loses nothing. */
export const useDrafts = create<{ drafts: Record<string, string> }>(() => ({ drafts: {} }))

/** Keeps a text, or drops it where it is null. */
export function setDraft(id: string, markdown: string | null): void {
  useDrafts.setState(({ drafts }) => {
    const rest = Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== id))
    return { drafts: markdown === null ? rest : { ...rest, [id]: markdown } }
  })
}
