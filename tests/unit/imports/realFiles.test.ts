import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parsePostmortem } from '#core/imports/markdown/parsePostmortem.ts'
import type { PostmortemRecord } from '#core/imports/markdown/record.ts'
import { sharedFolder } from '../../shared.ts'

const shared = sharedFolder()
const absent = !shared
if (absent) console.warn('Skipped: the post-mortems of others are not on this machine.')

function readAll(folder: string): { record: PostmortemRecord; text: string }[] {
  const path = join(shared ?? '', 'fixtures', folder)
  return readdirSync(path).map((fileName) => {
    const bytes = readFileSync(join(path, fileName))
    return { record: parsePostmortem(bytes, { fileName }), text: bytes.toString() }
  })
}

/** All texts anywhere in a record, as letters and digits only. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return lettersOf(value)
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value).map(wordsOf).join('\n')
}
const lettersOf = (text: string) => text.replaceAll('&amp;', '&').replace(/[^\p{L}\p{N}]/gu, '')

it.skipIf(absent)('gives 23 reviews and a template; a licence is skipped with a reason', () => {
  const records = readAll('post-mortems-dfds').map(({ record }) => record)
  const count = (outcome: string) => records.filter((record) => record.outcome === outcome).length
  expect([count('review'), count('template'), count('skipped')]).toEqual([23, 1, 1])
})

it.skipIf(absent)('knows seven templates as templates', () => {
  const records = readAll('templates-dastergon').map(({ record }) => record)
  expect(records.filter(({ outcome }) => outcome === 'template')).toHaveLength(7)
})

it.skipIf(absent).each([
  ['PM2019-009', 14, 7, 4, 0, 0],
  ['PM2020-003', 5, 4, 4, 0, 3],
  ['PM2020-009', 3, 1, 1, 0, 3],
  ['PM2021-003', 7, 4, 3, 2, 3],
  ['PM2021-005', 7, 2, 3, 7, 3],
  ['PM2021-009', 13, 3, 6, 4, 3],
  ['PM2021-011', 26, 0, 6, 3, 3],
])('%s has %i entries, %i factors, %i actions, %i attendees, %i figures', (name, ...counts) => {
  const record = readAll('post-mortems-dfds').find(({ record: { fileName } }) =>
    fileName.startsWith(name),
  )?.record
  expect(
    [record?.timeline, record?.factors, record?.actions, record?.attendees, record?.statistics].map(
      (list) => list?.length,
    ),
  ).toEqual(counts)
})

it.skipIf(absent)('loses no line: the words of each stand in a field, a section or the report', () => {
  const lost = readAll('post-mortems-dfds')
    .filter(({ record }) => record.outcome === 'review')
    .flatMap(({ record, text }) => {
      const words = wordsOf(record)
      const lines = text.split('\n')
      return lines.flatMap((line) => {
        // Links are shown as text and address, so a line is looked up in pieces.
        const pieces = line
          .split(/\||\]\(|\]\[|[[\]<>()`*:]|, /)
          .map(lettersOf)
          .filter(Boolean)
        const missing = pieces.filter((piece) => !words.includes(piece))
        return missing.map((piece) => `${record.fileName}: ${piece}`)
      })
    })
  expect(lost).toEqual([])
})

it.skipIf(absent)('flags the times that are doubtful, with their lines', () => {
  const find = (name: string) =>
    readAll('post-mortems-dfds').find(({ record }) => record.fileName.startsWith(name))?.record.findings ?? []
  expect(find('PM2019-009').map(({ line, code }) => [line, code])).toEqual([[34, 'time-no-time']])
  expect(find('PM2020-003').filter(({ code }) => code === 'time-unreadable')).toHaveLength(5)
  // "CET" in June may be the letters' UTC+1 or the clocks' UTC+2.
  expect(find('PM2020-005').filter(({ code }) => code === 'time-ambiguous')).toHaveLength(6)
})
