import { describe, expect, it } from 'vitest'
import { cellRanges, cellsOf, isDelimiter } from '../../../src/renderer/components/editor/tableCells.ts'
import { rowAfter } from '../../../src/renderer/components/grid/rowAfter.ts'
import { mineFirst } from '../../../src/renderer/features/home/mineFirst.ts'
import { summaryOf } from '../../../src/renderer/features/imports/summary.ts'
import { partsOf } from '../../../src/renderer/features/search/hits.ts'

describe('what the window says and does', () => {
  it('sums an import up, and names what is to be looked at', () => {
    const none = { created: 0, unchanged: 0, rejected: 0, skipped: 0, templates: 0, findings: 0, files: [] }
    expect(summaryOf({ ...none, created: 23, templates: 1, findings: 1 })).toBe(
      '23 reviews were made, 1 template was recognized. 1 thing was not understood: select a file to see it, with line numbers.',
    )
    expect(summaryOf({ ...none, unchanged: 2 })).toBe(
      '0 reviews were made, 2 files were known already. Everything was understood.',
    )
  })

  it.each([
    ['ArrowDown', 0, 3, 1],
    ['ArrowDown', 2, 3, 2],
    ['ArrowUp', 0, 3, 0],
    ['PageDown', 0, 100, 12],
    ['End', 0, 100, 99],
    ['Home', 50, 100, 0],
    ['x', 1, 3, null],
  ])('%s from row %i of %i', (key, active, count, next) => {
    expect(rowAfter(key, active, count)).toBe(next)
  })

  it('reads the cells of a table, with a bar after a backslash as part of its cell', () => {
    expect(cellsOf('| a | b \\| c |  |')).toEqual(['a', 'b | c', ''])
    expect(cellsOf('a | b')).toEqual(['a', 'b'])
  })

  it('finds the cells of a table in its line, empty ones too', () => {
    const read = (line: string) => cellRanges(line).map(({ from, to }) => [from, line.slice(from, to)])
    expect(read('| a | b c |  |')).toEqual([
      [2, 'a'],
      [6, 'b c'],
      [12, ''],
    ])
    expect(read('a | b \\| c')).toEqual([
      [0, 'a'],
      [4, 'b \\| c'],
    ])
    expect(isDelimiter('| --- | :-: |')).toBe(true)
    expect(isDelimiter('| a | - b |')).toBe(false)
  })

  it('marks what was found in an excerpt', () => {
    expect(partsOf('the ⟦alert⟧ fired').filter((part) => part.found)).toMatchObject([{ text: 'alert' }])
  })

  it('puts mine first and keeps the order within', () => {
    expect(mineFirst([1, 2, 3, 4], (row) => row % 2 === 0)).toEqual([2, 4, 1, 3])
  })
})
