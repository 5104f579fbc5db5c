import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommandLine } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'afterword-demo-'))
const cli = new CommandLine(folder)
afterAll(() => rmSync(folder, { recursive: true }))

const secret = { env: { AFTERWORD_PASSPHRASE: 'afterword-sample' } }
const outcomes = (result: Record<string, { outcome: string }>) =>
  ['signature', 'integrity', 'completeness'].map((part) => result[part]!.outcome)

describe('the demo', () => {
  interface Made {
    root: string
    files: { path: string; sha256: string; verification: Record<string, { outcome: string }> }[]
    auditLog: { good: boolean }
  }
  let made: Made
  beforeAll(async () => {
    made = await cli.json<Made>(['demo', 'demo'])
  })
  const ending = (name: string) => made.files.find(({ path }) => path.endsWith(name))!

  it('leaves a signed pack, PDF and Word document, each as it was hashed', () => {
    expect(made.files.map(({ path }) => path.split('.').at(-1)).sort()).toEqual(['asice', 'docx', 'pdf'])
    for (const { path, sha256 } of made.files)
      expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(sha256)
    expect(made.auditLog.good).toBe(true)
  })

  it('has verified each: all are good in all three verdicts', async () => {
    for (const { verification } of made.files)
      expect(outcomes(verification)).toEqual(['good', 'good', 'good'])
    for (const { path } of made.files)
      expect((await cli.run(['verify', path, '--trust', made.root])).code).toBe(0)
  })

  it.each(['.asice', '.pdf', '.docx'])('does not verify a %s of which one byte was changed', async (end) => {
    const bytes = readFileSync(ending(end).path)
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    const path = join(folder, `changed${end}`)
    writeFileSync(path, bytes)
    const { code, out } = await cli.run(['verify', path, '--trust', made.root])
    expect(code).toBe(1)
    expect(out).toMatch(/^(Signature|Integrity): bad$/m)
  })

  it('does not trust its root where nobody said so', async () => {
    const { code, out } = await cli.run(['verify', ending('.asice').path])
    expect(code).toBe(1)
    expect(out).toMatch(/^Signature: unknown$/m)
  })

  it('leaves a workspace that exports again, with what is withheld said', async () => {
    const args = ['export', 'demo/workspace', 'REV-2026-0001', '--out', 'again.asice']
    const { code, out, err } = await cli.run(
      [...args, '--withhold', 'EX-0002:Holds names of customers'],
      secret,
    )
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('EX-0002') })
    expect(out).toContain('PARTIAL')
    const judged = await cli.run(['verify', 'again.asice', '--trust', made.root, '--json'])
    expect(judged.code).toBe(1)
    expect(outcomes(JSON.parse(judged.out))).toEqual(['good', 'good', expect.not.stringMatching('good')])
  })

  it('leaves a workspace that can be backed up and restored, evidence and all', async () => {
    await cli.json(['backup', 'demo/workspace', 'demo.backup'], secret)
    await cli.json(['restore', 'demo.backup', 'restored'], secret)
    const evidence = (workspace: string) => cli.json(['list', workspace, 'evidence'], secret)
    expect(await evidence('restored')).toEqual(await evidence('demo/workspace'))
    const check = await cli.json(['call', 'restored', 'evidence.checkAll'], secret)
    expect(check).toMatchObject({ files: 6, missing: [], damaged: [] })
    expect((await cli.run(['audit', 'verify', 'restored'], secret)).code).toBe(0)
  })
})
