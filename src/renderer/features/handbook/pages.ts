export interface HandbookPage {
  id: string
  title: string
  markdown: string
}

const files = import.meta.glob<string>('../../../../resources/handbook/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** A page of the handbook from its file: `2-lifecycle.md` is the second, and its first heading is its title. */
export function pageOf(path: string, text: string): HandbookPage {
  const id = /\d+-([a-z-]+)\.md$/.exec(path)?.[1] ?? path
  const [, title = id, markdown = text] = /^#\s+(.+)\r?\n([\s\S]*)$/.exec(text) ?? []
  return { id, title: title.trim(), markdown: markdown.trim() }
}

/** The pages in their order, which is that of their files' numbers. */
export const pages: readonly HandbookPage[] = Object.entries(files)
  .sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
  .map(([path, text]) => pageOf(path, text))
