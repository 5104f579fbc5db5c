import { describe, expect, it } from 'vitest'
import {
  clockWords,
  currentItem,
  leftWords,
  minutesUsed,
  secondsLeft,
  totals,
} from '../../../src/renderer/features/sessions/timebox.ts'

const at = (clock: string) => `2026-11-24T${clock}:00.000Z`
const item = (plannedMinutes: number, startedAt: string | null, endedAt: string | null) => ({
  title: 'Timeline',
  prompts: [],
  plannedMinutes,
  startedAt: startedAt && at(startedAt),
  endedAt: endedAt && at(endedAt),
})
const now = Date.parse(at('14:30'))

describe('the timeboxes of a session', () => {
  const agenda = [item(5, '14:00', '14:08'), item(20, '14:08', null), item(15, null, null)]

  it('know what is being talked about, before, during and after', () => {
    expect(currentItem(agenda)).toBe(1)
    expect(currentItem([item(5, null, null)])).toBe(-1)
    expect(currentItem([item(5, '14:00', '14:05')])).toBe(-1)
  })

  it('run down from the planned minutes, and on below zero', () => {
    expect(secondsLeft(agenda[2]!, now)).toBe(15 * 60)
    expect(secondsLeft(agenda[1]!, now)).toBe(-2 * 60)
    expect(secondsLeft(agenda[0]!, now)).toBe(-3 * 60)
  })

  it('count what was used; what did not come up has used nothing', () => {
    expect(agenda.map((one) => minutesUsed(one, now))).toEqual([8, 22, null])
    expect(totals(agenda, now)).toEqual({ planned: 40, used: 30 })
  })

  it('do not use less than nothing where this clock is behind the one that started it', () => {
    expect(minutesUsed(item(5, '14:40', null), now)).toBe(0)
  })

  it.each([
    [725, '12:05', '12 minutes left'],
    [60, '1:00', '1 minute left'],
    [0, '0:00', 'less than a minute left'],
    [-200, '+3:20', '3 minutes over'],
  ])('%i seconds read %s', (seconds, clock, words) => {
    expect(clockWords(seconds)).toBe(clock)
    expect(leftWords(seconds)).toBe(words)
  })
})
