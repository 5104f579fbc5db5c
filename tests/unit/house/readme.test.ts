import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

describe.each(['README.md', 'src/README.md', 'build/README.md'])('%s', (name) => {
  const text = readFileSync(join(root, name), 'utf8')

  it('links to files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, to]) => to!)
    const own = links.filter((to) => !/^https?:/.test(to))
    expect(own.filter((to) => !existsSync(join(root, dirname(name), to)))).toEqual([])
  })

  it('names scripts that package.json has', () => {
    const named = [...text.matchAll(/npm (?:run (?:-s )?([a-z:]+)|(?:start|test)\b)/g)].map(
      ([all, script]) => script ?? all.slice(4),
    )
    expect(named.filter((script) => !(script in manifest.scripts))).toEqual([])
  })
})
