import type { TimelineEntry } from '#shared/contract/timeline.ts'
import { formatDay } from '../../../../components/dates/formats.ts'

export type Row =
  | { kind: 'day'; id: string; title: string }
  | { kind: 'entry'; id: string; entry: TimelineEntry }

function dayOf({ time }: TimelineEntry): string | null {
  if (!time.at) return null
  return new Date(Date.parse(time.at) + (time.offsetMinutes ?? 0) * 60_000).toISOString().slice(0, 10)
}

/** The entries with a line above each new day. A doubtful time stays among those around it. */
export function rowsOf(entries: readonly TimelineEntry[]): Row[] {
  const rows: Row[] = []
  let last: string | null = null
  for (const entry of entries) {
    const day = dayOf(entry)
    if (day && day !== last) {
      rows.push({ kind: 'day', id: `${day}-${entry.id}`, title: formatDay(day) })
      last = day
    }
    rows.push({ kind: 'entry', id: entry.id, entry })
  }
  return rows
}
