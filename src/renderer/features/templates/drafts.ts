import { create } from 'zustand'

export interface TemplateDraft {
  text: string
  /** The newest version when the editing began; null for a template that is new. */
  base: number | null
}

/** Texts of templates that are being edited and are not saved yet, so that leaving the room loses nothing. */
export const useDrafts = create<{ drafts: Record<string, TemplateDraft> }>(() => ({ drafts: {} }))

/** Keeps a text, or drops it where it is null. */
export function setDraft(id: string, draft: TemplateDraft | null): void {
  useDrafts.setState(({ drafts }) => {
    const rest = Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== id))
    return { drafts: draft === null ? rest : { ...rest, [id]: draft } }
  })
}
