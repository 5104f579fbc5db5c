import type { Evidence } from '#shared/contract/evidence.ts'

export type PreviewKind = 'image' | 'pdf' | 'text' | 'none'

/** What the page can show without running anything of the file; as the headers of both shells allow. */
const images = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const texts = new Set(['text/plain', 'text/markdown', 'text/csv', 'application/json'])

/** How a file can be looked at; `none` where it can only be saved. */
export function previewKindOf(mediaType: string): PreviewKind {
  if (images.has(mediaType)) return 'image'
  if (mediaType === 'application/pdf') return 'pdf'
  return texts.has(mediaType) ? 'text' : 'none'
}

/** The kind of a file as people call it: "PNG", "PDF", "Text". */
export function kindWords({ mediaType, fileName }: Pick<Evidence, 'mediaType' | 'fileName'>): string {
  if (mediaType.startsWith('image/'))
    return mediaType.slice('image/'.length).toUpperCase().replace('+XML', '')
  if (mediaType === 'application/pdf') return 'PDF'
  if (mediaType === 'text/plain') return 'Text'
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(fileName)?.[1]
  return ending ? ending.toUpperCase() : 'File'
}

/** The period that evidence is about, in words; empty where none is noted. */
export function periodWords(
  { effectiveFrom: from, effectiveTo: to }: Pick<Evidence, 'effectiveFrom' | 'effectiveTo'>,
  format: (day: string) => string,
): string {
  if (from && to) return from === to ? format(from) : `${format(from)} to ${format(to)}`
  if (from) return `From ${format(from)}`
  return to ? `Until ${format(to)}` : ''
}
