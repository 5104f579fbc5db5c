import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { describe, expect, it } from 'vitest'
import { findPages } from '../../../src/renderer/features/handbook/findPages.ts'
import { pageOf } from '../../../src/renderer/features/handbook/page.ts'

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

describe('the search of the handbook', () => {
  const pages = names
    .sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10))
    .map((name) => pageOf(name, readFileSync(join(folder, name), 'utf8')))
  const ids = (query: string) => findPages(pages, query).map(({ page }) => page.id)

  it('shows every page, in order, before anything is typed', () => {
    expect(ids(' ')).toEqual(pages.map(({ id }) => id))
  })

  it.each([
    ['locking', 'locking'],
    ['keep passphrase keychain', 'locking'],
    ['openssl', 'auditors'],
    ['acrobat', 'auditors'],
    ['crash report', 'faults'],
    ['publisher key', 'updates'],
    ['projector new window', 'windows'],
    ['restore BACKUP', 'backup'],
    ['recent.json', 'places'],
    ['who owns the computer', 'security'],
    ['exit code', 'command-line'],
  ])('finds for “%s” the page %s', (query, id) => {
    expect(ids(query)).toContain(id)
  })

  it('puts pages with the words in their title first, and shows where the words stand in others', () => {
    const [first, ...others] = findPages(pages, 'backup')
    expect(first).toMatchObject({ page: { id: 'backup' }, line: '' })
    expect(others.length).toBeGreaterThan(1)
    for (const { line } of others) expect(line.toLowerCase()).toContain('backup')
  })

  it('finds nothing where no page has all the words', () => {
    expect(findPages(pages, 'backup zeppelin')).toEqual([])
  })
})
