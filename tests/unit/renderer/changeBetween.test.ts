import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changeBetween } from '../../../src/renderer/components/editor/changeBetween.ts'

it('turns one text into the other, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (old, text) => {
      const { from, to, insert } = changeBetween(old, text)
      expect(old.slice(0, from) + insert + old.slice(to)).toBe(text)
      expect(from).toBeLessThanOrEqual(to)
    }),
    { numRuns: 500 },
  )
})

it('touches only what differs', () => {
  expect(changeBetween('one two three', 'one 2 three')).toEqual({ from: 4, to: 7, insert: '2' })
  expect(changeBetween('aa', 'aaa')).toEqual({ from: 2, to: 2, insert: 'a' })
})
