import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CommandLine } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'afterword-cli-'))
const cli = new CommandLine(folder)
afterAll(() => rmSync(folder, { recursive: true }))

beforeAll(async () => {
  await cli.json(['init', 'ws', '--name', 'Example', '--person', 'Dana Example'])
})

it('a workspace that is whole comes out whole: exit 0', async () => {
  const { code, out } = await cli.run(['salvage', 'ws', 'all'])
  expect(code).toBe(0)
  expect(out).toContain('Nothing is missing.')
  expect(readFileSync(join(folder, 'all/data/person.jsonl'), 'utf8')).toContain('Dana Example')
})

it('never into a folder that holds something: exit 1', async () => {
  const { code, err } = await cli.run(['salvage', 'ws', 'ws'])
  expect(code).toBe(1)
  expect(err).toContain('outside the damaged workspace')
})

it('of a damaged one comes out what can be read, with a report: exit 1', async () => {
  const file = openSync(join(folder, 'ws/workspace.db'), 'r+')
  writeSync(file, Buffer.alloc(60_000, 7), 0, 60_000, 40 * 4096)
  closeSync(file)
  const { code, out } = await cli.run(['salvage', 'ws', 'some'])
  expect(code).toBe(1)
  expect(out).toContain('report.md there says what is missing')
  expect(readFileSync(join(folder, 'some/report.md'), 'utf8')).toMatch(/: \d+ read; /)
})

it('of one that cannot be opened at all it says just that: exit 1', async () => {
  truncateSync(join(folder, 'ws/workspace.db'), 10)
  const { code, out, err } = await cli.run(['salvage', 'ws', 'none', '--json'])
  expect(code, err).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ whole: false, reviews: 0, tables: [] })
})
