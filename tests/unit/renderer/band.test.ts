import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTime } from '#shared/domain/times/parseTime.ts'
import {
  clearOf,
  labelsOf,
  panned,
  strokes,
  zoomed,
} from '../../../src/renderer/features/reviews/document/timeline/bandScale.ts'
import { phasesOf } from '../../../src/renderer/features/reviews/document/timeline/phases.ts'

const hour = 3_600_000
const whole = { from: 0, to: 10 * hour }

describe('the picture of a timeline', () => {
  it('zooms about its middle and out to the whole', () => {
    expect(zoomed(whole, whole, 0.5)).toEqual({ from: 2.5 * hour, to: 7.5 * hour })
    expect(zoomed({ from: hour, to: 2 * hour }, whole, 100)).toEqual(whole)
  })

  it('never leaves the whole, whatever is pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('in', 'out', 'left', 'right'), { maxLength: 40 }), (keys) => {
        let view = whole
        for (const key of keys) {
          if (key === 'in') view = zoomed(view, whole, 0.5)
          else if (key === 'out') view = zoomed(view, whole, 2)
          else view = panned(view, whole, key === 'left' ? -0.25 : 0.25)
          expect(view.from).toBeGreaterThanOrEqual(whole.from)
          expect(view.to).toBeLessThanOrEqual(whole.to + 1e-6)
          expect(view.to - view.from).toBeGreaterThanOrEqual(59_999)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('draws a thousand entries on one pixel as one stroke', () => {
    const path = strokes(
      Array.from({ length: 1_000 }, () => hour),
      whole,
      600,
      40,
      50,
    )
    expect(path.match(/M/g)).toHaveLength(1)
  })

  it('names pins where there is room, and never two over each other', () => {
    const labels = labelsOf(
      [
        { x: 10, text: 'The alert fires' },
        { x: 14, text: 'Somebody looks' },
        { x: 590, text: 'Back to normal' },
      ],
      600,
    )
    expect(labels.map((label) => label?.side ?? null)).toEqual([null, 'right', 'left'])
  })

  it('cuts a name to the room that is there, and leaves it out where too little would remain', () => {
    const text = 'The pool of connections is used up and payments begin to wait'
    const [cut, none, whole] = labelsOf(
      [
        { x: 10, text },
        { x: 200, text },
        { x: 250, text },
      ],
      900,
    )
    expect(cut?.text).toMatch(/^The pool of connections.*…$/)
    expect(10 + 9 + (cut?.text.length ?? 0) * 6.4).toBeLessThanOrEqual(195)
    expect(none).toBeNull()
    expect(whole?.text).toMatch(/^The pool of connections is used up/)
  })

  it('gives heads only to key moments that stand clear of each other', () => {
    const pins = Array.from({ length: 500 }, (_, index) => ({ x: index }))
    const xs = clearOf(pins).map(({ x }) => x)
    expect(xs.length).toBeLessThan(50)
    expect(xs.every((x, index) => index === 0 || x - xs[index - 1]! >= 12)).toBe(true)
  })

  it('has phases between the times that are known', () => {
    const times = {
      started: parseTime('2026-11-24 10:00 UTC'),
      detected: parseTime('2026-11-24 10:10 UTC'),
      acknowledged: null,
      mitigated: parseTime('2026-11-24 11:00 UTC'),
      resolved: parseTime('2026-11-24'),
    }
    expect(phasesOf(times).map(({ words, from, to }) => [words, (to - from) / 60_000])).toEqual([
      ['Undetected', 10],
      ['Detected', 50],
    ])
  })
})
