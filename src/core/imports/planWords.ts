import type { PostmortemRecord } from './markdown/record.ts'

interface Words {
  title: string
  markdown: string
}

const list = (lines: (string | false | undefined)[]) =>
  lines
    .filter(Boolean)
    .map((line) => `- ${line}`)
    .join('\n')

/** Who was there, as the file says it: often by initials, so nobody is made of it. */
export function attendees({ attendees }: PostmortemRecord): Words | null {
  if (!attendees.length) return null
  return {
    title: 'Attendees',
    markdown: list(attendees.map(({ text, role }) => (role ? `${text} (${role})` : text))),
  }
}

export function statistics({ statistics }: PostmortemRecord): Words | null {
  if (!statistics.length) return null
  return { title: 'Statistics', markdown: list(statistics.map(({ label, value }) => `${label}: ${value}`)) }
}

/** What the front matter says that has no field of its own. */
export function aboutSource({ frontMatter, categories }: PostmortemRecord): Words | null {
  const { company, product, url, uuid, sourcePublishedAt, sourceFetchedAt, keywords, authors, extra } =
    frontMatter
  const kinds = [...new Set([...frontMatter.categories, ...categories])]
  const markdown = list([
    company && `Company: ${company}`,
    product && `Product: ${product}`,
    authors.length > 0 && `Authors: ${authors.join(', ')}`,
    kinds.length > 0 && `Categories: ${kinds.join(', ')}`,
    keywords.length > 0 && `Keywords: ${keywords.join(', ')}`,
    url && `Source: ${url}`,
    uuid && `Identifier: ${uuid}`,
    sourcePublishedAt && `Published: ${sourcePublishedAt}`,
    sourceFetchedAt && `Fetched: ${sourceFetchedAt}`,
    ...extra.map(({ key, value }) => `${key}: ${value.replace(/\s*\n\s*/g, '; ')}`),
  ])
  return markdown ? { title: 'About the source', markdown } : null
}
