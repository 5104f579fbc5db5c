import { type HandbookPage, pageOf } from './page.ts'

const files = import.meta.glob<string>('../../../../resources/handbook/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The pages in their order, which is that of their files' numbers. */
export const pages: readonly HandbookPage[] = Object.entries(files)
  .sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
  .map(([path, text]) => pageOf(path, text))
