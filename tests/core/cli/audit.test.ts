import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawZip } from '../../packs/rawZip.ts'
import { CommandLine } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'afterword-cli-'))
const cli = new CommandLine(folder)
afterAll(() => rmSync(folder, { recursive: true }))

const verify = (checkpoint: string) => cli.run(['audit', 'verify', 'ws', '--checkpoint', checkpoint])
const place = 'data/audit-log/checkpoint.txt'

beforeAll(async () => {
  for (const name of ['ws', 'other'])
    await cli.json(['init', name, '--name', 'Example', '--person', 'Dana Example'])
  const note = async (name: string) =>
    (await cli.json<{ note: string }>(['call', name, 'auditLog.checkpoint'])).note
  const own = await note('ws')
  writeFileSync(join(folder, 'own.txt'), own)
  writeFileSync(join(folder, 'own.asice'), rawZip([{ name: place, data: Buffer.from(own) }]))
  writeFileSync(join(folder, 'other.txt'), await note('other'))
  writeFileSync(join(folder, 'large.asice'), rawZip([{ name: place, data: Buffer.alloc(20_000, 97) }]))
  writeFileSync(join(folder, 'without.asice'), rawZip([{ name: 'data/x', data: Buffer.from('x') }]))
  writeFileSync(join(folder, 'empty'), '')
})

describe('the log held against a state that was kept elsewhere', () => {
  it.each(['own.txt', 'own.asice'])('is whole where it goes on from it: %s', async (file) => {
    const { code, out } = await verify(file)
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('The audit log is whole') })
  })

  it('is not where it is the state of another log', async () => {
    const { code, out } = await verify('other.txt')
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('is of another log') })
  })

  it.each(['large.asice', 'without.asice', 'empty', 'nowhere'])(
    'is not called whole without one: %s',
    async (file) => {
      const { code, out, err } = await verify(file)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toContain(`${file} (--checkpoint)`)
      expect(err).not.toMatch(/\n\s+at /)
    },
  )
})
