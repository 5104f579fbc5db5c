import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTimes } from '#shared/domain/times/compareTimes.ts'
import { durationText, parseDuration } from '#shared/domain/times/durations.ts'
import { formatTime } from '#shared/domain/times/formatTime.ts'
import { leadingTime } from '#shared/domain/times/leadingTime.ts'
import { parseTime } from '#shared/domain/times/parseTime.ts'
import { timeValue } from '#shared/domain/times/timeValue.ts'

const context = { zone: 'Europe/Copenhagen', date: '2020-11-17', now: '2026-11-21T09:00:00.000Z' }

describe('a time that is certain has its instant', () => {
  it.each([
    ['2026-11-20T14:05:00Z', '2026-11-20T14:05:00.000Z', 'second'],
    ['2026-11-20 14:05 CET', '2026-11-20T13:05:00.000Z', 'minute'],
    ['2020-11-17 10:45~', '2020-11-17T09:45:00.000Z', 'approximate'],
    ['10:45', '2020-11-17T09:45:00.000Z', 'minute'],
    ['yesterday 14:05', '2026-11-20T13:05:00.000Z', 'minute'],
    ['20 Nov 2026, 14:05 UTC+1', '2026-11-20T13:05:00.000Z', 'minute'],
    ['Nov 20 2026 2:05 pm PST', '2026-11-20T22:05:00.000Z', 'minute'],
    ['2026-07-20 14:05 Europe/Copenhagen', '2026-07-20T12:05:00.000Z', 'minute'],
    ['2026-10-25 02:30 CET', '2026-10-25T01:30:00.000Z', 'minute'],
    ['2026-10-25 02:30 CEST', '2026-10-25T00:30:00.000Z', 'minute'],
    ['2026-11-20 24:00', '2026-11-20T23:00:00.000Z', 'minute'],
    ['20 minutes ago', '2026-11-21T08:40:00.000Z', 'approximate'],
  ])('%s', (text, at, precision) => {
    expect(parseTime(text, context)).toMatchObject({ at, precision, doubt: null, text })
  })
})

describe('a time that is not certain is flagged, never guessed', () => {
  it.each([
    ['2019-12-03', 'no-time'],
    ['2019-12-03 --:--', 'no-time'],
    ['20xx-MM-DD HH:mm', 'unreadable'],
    ['20202-01-16 12:00', 'unreadable'],
    ['0001-01-01T00:00:00Z', 'unreadable'],
    ['2026-02-30 10:00', 'unreadable'],
    ['2026-11-20 25:00', 'unreadable'],
    ['3 pods', 'unreadable'],
    ['', 'unreadable'],
    ['2026-07-20 14:05 CST', 'ambiguous'],
    ['2026-07-20 14:05 CET', 'ambiguous'],
    ['2026-10-25 02:30', 'ambiguous'],
    ['02/03/2020 10:00', 'ambiguous'],
    ['Tuesday 3 February 2020, 11:21', 'ambiguous'],
    ['2026-11-20 09:00-11:00', 'ambiguous'],
    ['2026-03-29 02:30', 'nonexistent'],
  ])('%s: %s', (text, doubt) => {
    expect(parseTime(text, context)).toMatchObject({ at: null, doubt })
  })

  it('has no date or no zone without a context', () => {
    expect(parseTime('10:45', { zone: 'CET' }).doubt).toBe('no-date')
    expect(parseTime('2026-11-20 10:45').doubt).toBe('no-zone')
  })
})

describe('a time before a text', () => {
  it('leaves the sentence whole', () => {
    expect(leadingTime('10:45 CET: alerts fire', context)?.rest).toBe(': alerts fire')
    expect(leadingTime('10:45 about 50 pods', context)?.rest).toBe(' about 50 pods')
    expect(leadingTime('2021-12-17 2.17 released', context)?.rest).toBe(' 2.17 released')
    expect(leadingTime('3 pods restarted', context)).toBeUndefined()
  })
  it('may be a range, whose end has the same day', () => {
    const lead = leadingTime('2020-10-06 09:00 - 11:00', context)
    expect([lead?.time.at, lead?.until?.at]).toEqual(['2020-10-06T07:00:00.000Z', '2020-10-06T09:00:00.000Z'])
  })
})

const zones = [
  'UTC',
  'Europe/Copenhagen',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
]

describe('for all times', () => {
  it('what is shown is read again as the same minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2099, 0, 1) / 60_000 }),
        fc.constantFrom(...zones),
        (minutes, zone) => {
          const instant = new Date(minutes * 60_000).toISOString()
          expect(parseTime(formatTime(instant, { zone })).at).toBe(instant)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('any text gives a valid value, with an instant or a doubt', () => {
    const piece = fc.constantFrom(
      '10:45',
      '2020-11-17',
      'CET',
      '~',
      ' ',
      '-',
      'T',
      'Nov',
      '20',
      'Mon',
      '\u0000',
      'ago',
      '+01:00',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(text, (given) => {
        const value = timeValue.parse(parseTime(given, context))
        expect((value.at === null) === (value.doubt !== null)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('lengths of time are read as they are shown', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (minutes) => {
        expect(parseDuration(durationText(minutes))).toBe(minutes)
      }),
    )
    expect(durationText(87)).toBe('1 h 27 min')
  })

  it('order is by instant, doubtful ones last', () => {
    const given = ['2020-01-01 12:00 UTC', '10:45', '2020-01-01 12:30 CET'].map((text) => parseTime(text))
    expect(given.toSorted(compareTimes).map(({ text }) => text)).toEqual([
      '2020-01-01 12:30 CET',
      '2020-01-01 12:00 UTC',
      '10:45',
    ])
  })
})
