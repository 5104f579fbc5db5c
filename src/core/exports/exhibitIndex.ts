import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { exhibitFileName } from '../packs/fileNames.ts'
import { placeInWords } from './volume/indexPages.ts'
import type { Volumes } from './volume/volumes.ts'

export interface IndexedExhibit {
  number: string
  title: string
  /** In the pack, relative to `data/`; empty where the exhibit is not in it. */
  file: string
  source: string
  receivedAt: string
  receivedBy: string
  effectiveFrom: string
  effectiveTo: string
  sha256: string
  size: number
  mediaType: string
  label: string
  /** Pages in a volume, or why there are none; empty for what is neither PDF nor image. */
  volume: string
  /** Why the exhibit is not in the pack; empty where it is. */
  missing: string
  custody: { at: string; person: string; kind: string; note: string }[]
}

/** `exhibits/EX-0001 name.ext`, for every exhibit that is in the pack, by its number. */
export function exhibitPaths(record: ReviewRecord): Map<string, string> {
  const missing = new Set(record.completeness.missing.map(({ what }) => what))
  return new Map(
    record.content.exhibits
      .filter(({ number }) => !missing.has(number))
      .map(({ number, fileName }) => [number, `exhibits/${exhibitFileName(number, fileName)}`]),
  )
}

export function exhibitIndex(record: ReviewRecord, placed: Volumes['placed']): IndexedExhibit[] {
  const paths = exhibitPaths(record)
  const places = new Map(
    placed.map(({ exhibit, place, volume }) => [
      exhibit.number,
      typeof place === 'string' ? placeInWords(place) : `Volume ${volume}: ${placeInWords(place)}`,
    ]),
  )
  const reasons = new Map(record.completeness.missing.map(({ what, reason }) => [what, reason]))
  return record.content.exhibits.map((exhibit) => ({
    number: exhibit.number,
    title: exhibit.title,
    file: paths.get(exhibit.number) ?? '',
    source: exhibit.source,
    receivedAt: exhibit.receivedAt,
    receivedBy: exhibit.receivedBy.name,
    effectiveFrom: exhibit.effectiveFrom ?? '',
    effectiveTo: exhibit.effectiveTo ?? '',
    sha256: exhibit.sha256,
    size: exhibit.size,
    mediaType: exhibit.mediaType,
    label: exhibit.label,
    volume: places.get(exhibit.number) ?? '',
    missing: reasons.get(exhibit.number) ?? '',
    custody: record.custody
      .filter((event) => event.exhibit === exhibit.number)
      .map(({ at, person, kind, note }) => ({ at, person: person?.name ?? '', kind, note })),
  }))
}

/** RFC 4180 with a head row, UTF-8. No cell can be taken for a formula by a spreadsheet. */
export function exhibitIndexCsv(index: readonly IndexedExhibit[]): string {
  const columns = [
    'number',
    'title',
    'file',
    'source',
    'receivedAt',
    'receivedBy',
    'effectiveFrom',
    'effectiveTo',
    'sha256',
    'size',
    'mediaType',
    'label',
    'volume',
    'missing',
  ] as const
  const custody = (exhibit: IndexedExhibit) =>
    exhibit.custody
      .map(({ at, person, kind, note }) => [at, person, kind, note].filter((part) => part).join(' '))
      .join('; ')
  const rows = index.map((exhibit) => [...columns.map((name) => String(exhibit[name])), custody(exhibit)])
  return [[...columns, 'custody'], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(text: string): string {
  const harmless = /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
