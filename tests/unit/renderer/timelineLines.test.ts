import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '#shared/contract/timeline.ts'
import { parseTime } from '#shared/domain/times/parseTime.ts'
import { rowsOf } from '../../../src/renderer/features/reviews/document/timeline/days.ts'
import { readLine } from '../../../src/renderer/features/reviews/document/timeline/readLine.ts'

const context = { date: '2026-11-24', zone: 'CET' }

describe('a line of the timeline', () => {
  it.each([
    ['14:05 Errors rise', '2026-11-24T13:05:00.000Z', 'Errors rise'],
    ['14:05: Errors rise', '2026-11-24T13:05:00.000Z', 'Errors rise'],
    ['14:05 – Errors rise', '2026-11-24T13:05:00.000Z', 'Errors rise'],
    ['2026-11-25 00:10 UTC Errors rise', '2026-11-25T00:10:00.000Z', 'Errors rise'],
    ['14:05 UTC', '2026-11-24T14:05:00.000Z', ''],
  ])('%s', (line, at, text) => {
    const read = readLine(line, context)
    expect(read.time?.at).toBe(at)
    expect(read.text).toBe(text)
  })

  it('without a time stays a sentence', () => {
    expect(readLine('3 pods restarted', context)).toEqual({ time: null, text: '3 pods restarted' })
  })

  it('without a day or zone to lean on is in doubt, not guessed', () => {
    expect(readLine('14:05 Errors rise', {}).time?.doubt).toBe('no-date')
  })
})

describe('the days of a timeline', () => {
  const entry = (id: string, time: string): TimelineEntry => ({
    id,
    time: parseTime(time),
    text: id,
    source: '',
    key: false,
    evidenceIds: [],
    version: 1,
  })

  it('stand above their first entry, on the clock that the time was given in', () => {
    const rows = rowsOf([entry('a', '2026-11-24 23:30 CET'), entry('b', '2026-11-25 00:10 CET')])
    expect(rows.map((row) => (row.kind === 'day' ? row.title : row.id))).toEqual([
      '24 Nov 2026',
      'a',
      '25 Nov 2026',
      'b',
    ])
  })

  it('leave a doubtful entry where it was put', () => {
    const rows = rowsOf([
      entry('a', '2026-11-24 10:00 UTC'),
      entry('b', '10:45~'),
      entry('c', '2026-11-24 11:00 UTC'),
    ])
    expect(rows.map((row) => row.kind)).toEqual(['day', 'entry', 'entry', 'entry'])
  })
})
