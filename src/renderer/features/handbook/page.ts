export interface HandbookPage {
  id: string
  title: string
  markdown: string
}

/** A page of the handbook from its file: `2-lifecycle.md` is the second, and its first heading is its title. */
export function pageOf(path: string, text: string): HandbookPage {
  const id = /\d+-([a-z-]+)\.md$/.exec(path)?.[1] ?? path
  const [, title = id, markdown = text] = /^#\s+(.+)\r?\n([\s\S]*)$/.exec(text) ?? []
  return { id, title: title.trim(), markdown: markdown.trim() }
}
