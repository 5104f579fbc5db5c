import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contract } from '#shared/contract/index.ts'

const root = resolve(import.meta.dirname, '../../..')
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|tsx|css)$/.test(file))
  .map((file) => file.split(sep).join('/'))

/** For each layer, the layers and packages that it may import; `*` stands for whatever is not another layer's. */
const rules: Record<string, { layers: string[]; packages: RegExp }> = {
  shared: { layers: [], packages: /^zod$/ },
  verifier: { layers: ['shared'], packages: /^(zod|pkijs|asn1js|pdf-lib|fflate|@noble\/hashes\/.+)$/ },
  core: { layers: ['shared', 'verifier'], packages: /^(?!electron|react|node:(http|https|http2|net)$)/ },
  server: { layers: ['shared', 'core'], packages: /^node:/ },
  cli: { layers: ['shared', 'verifier', 'core', 'server'], packages: /^(zod|node:.+)$/ },
  main: { layers: ['shared', 'core'], packages: /^(zod|electron|node:.+)$/ },
  preload: { layers: ['shared'], packages: /^electron$/ },
  renderer: { layers: ['shared'], packages: /^(?!electron|node:|better-sqlite3)/ },
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, 'src', file), 'utf8')
  const statements = text.matchAll(/^(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*['"]([^'"\n]+)['"]/gm)
  const calls = text.matchAll(/\bimport\(\s*['"]([^'"\n]+)['"]/g)
  return [...statements, ...calls].map((found) => found[1]!)
}

/** Why this import breaks the house; undefined where it does not. */
function fault(file: string, specifier: string): string | undefined {
  const layer = file.split('/')[0]!
  const rule = rules[layer]
  if (!rule) return `${layer} is no layer`
  let target: string | undefined
  if (specifier.startsWith('#')) target = specifier.slice(1).split('/')[0]
  else if (specifier.startsWith('.'))
    target = relative(join(root, 'src'), resolve(root, 'src', file, '..', specifier)).split(sep)[0]
  if (target !== undefined) {
    if (target === layer) return undefined
    // resources/ and package.json are data, not a layer.
    return target === '..' || rule.layers.includes(target) ? undefined : `${layer} may not import ${target}`
  }
  if (specifier === 'better-sqlite3' && !/^core\/(workspace|search)\//.test(file))
    return 'SQLite belongs to core/workspace and core/search'
  return rule.packages.test(specifier) ? undefined : `${layer} may not import ${specifier}`
}

describe('the house', () => {
  it('has no import that goes against its layers', () => {
    const faults = sources
      .filter((file) => file.includes('/') && /\.tsx?$/.test(file))
      .flatMap((file) => importsOf(file).map((specifier) => ({ file, fault: fault(file, specifier) })))
      .filter((found) => found.fault)
    expect(faults).toEqual([])
  })

  it.each([
    ['shared/a.ts', 'node:fs'],
    ['shared/a.ts', '../core/core.ts'],
    ['shared/a.ts', 'kysely'],
    ['verifier/a.ts', 'node:crypto'],
    ['core/a.ts', 'electron'],
    ['core/a.ts', '#server/server.ts'],
    ['core/reviews/store.ts', 'better-sqlite3'],
    ['server/a.ts', 'electron'],
    ['preload/a.ts', '#core/core.ts'],
    ['renderer/a.tsx', '../core/core.ts'],
    ['renderer/a.tsx', 'node:fs'],
  ])('refuses in %s an import of %s', (file, specifier) => {
    expect(fault(file, specifier)).toBeTruthy()
  })

  it.each([
    ['shared', "import { readFileSync } from 'node:fs'"],
    ['core', "import { app } from 'electron'"],
    ['core/reviews', "import Database from 'better-sqlite3'"],
    ['renderer', "import { createCore } from '#core/core.ts'"],
  ])('has a linter that refuses it too, in %s: %s', (folder, line) => {
    const name = /import (?:\{ )?(\w+)/.exec(line)![1]
    const copy = mkdtempSync(join(tmpdir(), 'afterword-house-'))
    const config = {
      ...JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')),
      $schema: undefined,
      vcs: undefined,
    }
    writeFileSync(join(copy, 'biome.json'), JSON.stringify(config))
    mkdirSync(join(copy, 'src', folder), { recursive: true })
    writeFileSync(join(copy, 'src', folder, 'stray.ts'), `${line}\nconsole.log(${name})\n`)
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '.'],
      { cwd: copy, encoding: 'utf8' },
    )
    rmSync(copy, { recursive: true })
    expect(status).not.toBe(0)
    expect(stdout + stderr).toContain('noRestrictedImports')
  })

  it('has no file of more than 400 lines', () => {
    const long = sources
      .map((file) => ({ file, lines: readFileSync(join(root, 'src', file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 400)
    expect(long).toEqual([])
  })

  it.each(Object.entries(contract))('says in JSON alone what goes in and out of %s', (_name, method) => {
    expect(() => z.toJSONSchema(method.input, { io: 'input', unrepresentable: 'throw' })).not.toThrow()
    expect(() => z.toJSONSchema(method.output, { unrepresentable: 'throw' })).not.toThrow()
  })
})
