import type { RootContent } from 'mdast'
import { doubtText } from '#shared/domain/times/formatTime.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import type { PostmortemRecord } from './record.ts'
import type { Source } from './source.ts'
import { endOf, lineOf, sliceOf, startOf, withDefinitions } from './source.ts'

/** A file while it is read: its source, and the record that fills up. */
export type Reading = { source: Source; record: PostmortemRecord; zone: string | undefined }

/** Words that no field took, to be kept in a section. */
export type Rest = RootContent

const shown = 160

export function brief(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length <= shown ? words : `${words.slice(0, shown - 1).toWellFormed()}…`
}

export function noteMapped(reading: Reading, line: number, from: string, to: string): void {
  reading.record.mapped.push({ line, from: brief(from), to })
}

export function noteFinding(reading: Reading, line: number, code: string, message: string): void {
  reading.record.findings.push({ line, code, message })
}

/** Tells of a time that is not certain. */
export function noteDoubt(reading: Reading, line: number, time: TimeValue): void {
  if (time.doubt === null) return
  const zone = time.doubt === 'ambiguous' && time.zone ? `, in ${time.zone},` : ''
  noteFinding(
    reading,
    line,
    `time-${time.doubt}`,
    `The time “${brief(time.text)}”${zone} ${time.text ? doubtText(time.doubt) : 'is missing'}.`.replace(
      /” (on|at|in|not) /,
      '”: $1 ',
    ),
  )
}

/** The words of what is left of a section: runs of neighbours are one slice of the source, word for word. */
export function restMarkdown(source: Source, rest: readonly Rest[]): string {
  const slices: string[] = []
  let first: Rest | undefined
  let last: Rest | undefined
  const flush = () => {
    if (first && last) slices.push(sliceOf(source, first, last))
  }
  for (const node of rest) {
    if (last && source.text.slice(endOf(last), startOf(node)).trim() === '') {
      last = node
      continue
    }
    flush()
    first = node
    last = node
  }
  flush()
  return withDefinitions(source, slices.join('\n\n'), rest)
}

export const firstLine = (rest: readonly Rest[]) => (rest[0] ? lineOf(rest[0]) : 1)
