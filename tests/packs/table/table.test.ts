import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bytesSource } from '#verifier/byteSource.ts'
import { verifyFile } from '#verifier/verify.ts'
import { isGood } from '#verifier/words.ts'
import { type Format, formats, makeTable, meaningless, rows } from './table.ts'

const folder = await mkdtemp(join(tmpdir(), 'afterword-table-'))
afterAll(() => rm(folder, { recursive: true }))
const { world, attacks } = await makeTable(folder)

const judge = (bytes: Uint8Array, format: Format) =>
  verifyFile(bytesSource(bytes), `x.${format === 'pack' ? 'asice' : format}`, {
    trusted: [world.root],
    now: world.now,
  })

describe.each(formats)('on a %s that was exported', (format) => {
  it.each(rows)('%s is tried, or it is said why not', (row) => {
    const tried = attacks[format].filter((one) => one.row === row)
    expect(tried.length > 0).toBe(meaningless[row]?.[format] === undefined)
  })

  it.each(attacks[format])('$name does not pass, and is named', async ({ bytes, verdict, reason }) => {
    const verification = await judge(bytes, format)
    const failed = verification[verdict].checks.filter(({ outcome }) => outcome !== 'good')
    expect(failed.map(({ message, subject }) => `${subject ?? ''}: ${message}`).join('\n')).toMatch(reason)
    expect(isGood(verification)).toBe(false)
    expect(verification[verdict].outcome).not.toBe('good')
  })
})
