import { describe, expect, it } from 'vitest'
import { type Column, columnsFor, leastWidthOf } from '../../../src/renderer/components/grid/columns.ts'

const column = (id: string, width: string, spare?: number): Column<unknown> => ({
  id,
  title: id,
  width,
  cell: () => null,
  ...(spare ? { spare } : {}),
})
const columns = [
  column('key', '100px'),
  column('title', 'minmax(200px, 1fr)'),
  column('owner', '120px', 1),
  column('due', '100px', 2),
]
const idsAt = (width: number) => columnsFor(columns, width).map(({ id }) => id)

describe('the columns of a list', () => {
  it('are all there where there is room', () => {
    expect(idsAt(leastWidthOf(columns))).toEqual(['key', 'title', 'owner', 'due'])
  })

  it('are left out in their order where there is not', () => {
    expect(idsAt(leastWidthOf(columns) - 1)).toEqual(['key', 'title', 'owner'])
    expect(idsAt(400)).toEqual(['key', 'title'])
  })

  it('are never fewer than those that cannot be spared', () => {
    expect(idsAt(50)).toEqual(['key', 'title'])
  })
})
