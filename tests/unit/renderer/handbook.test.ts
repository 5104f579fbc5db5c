import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { describe, expect, it } from 'vitest'

const folder = resolve(import.meta.dirname, '../../../resources/handbook')
const names = readdirSync(folder).filter((name) => name.endsWith('.md'))

describe('the handbook', () => {
  it('has pages that are numbered without a gap', () => {
    expect(names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b)).toEqual(
      names.map((_, index) => index + 1),
    )
  })

  it.each(names)('%s begins with its title and has no heading below the third level', (name) => {
    const { children } = fromMarkdown(readFileSync(join(folder, name), 'utf8'))
    const depths = children.flatMap((node) => (node.type === 'heading' ? [node.depth] : []))
    expect(children[0]?.type).toBe('heading')
    expect(depths[0]).toBe(1)
    expect(depths.slice(1).every((depth) => depth === 2 || depth === 3)).toBe(true)
  })
})
