import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CommandLine } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'afterword-cli-kept-'))
const cli = new CommandLine(folder)
const kept = join(folder, 'kept')
afterAll(() => rmSync(folder, { recursive: true }))

let review: string
let metrics: { number: string; sha256: string }
beforeAll(async () => {
  await cli.json(['init', 'ws', '--name', 'Example', '--person', 'Dana Example'])
  writeFileSync(join(folder, 'outage.md'), '# Outage\n\n## Summary\n\nSomething happened and ended.\n')
  await cli.json(['import', 'ws', 'outage.md'])
  writeFileSync(join(folder, 'memory.dump'), randomBytes(48_000_000))
  writeFileSync(join(folder, 'metrics.csv'), 'time,errors\n')
  const [imported] = await cli.json<{ key: string }[]>(['list', 'ws', 'reviews'])
  review = imported!.key
  const added = await cli.json<(typeof metrics)[]>([
    ...['evidence', 'add', 'ws', review],
    ...['memory.dump', 'metrics.csv'],
  ])
  metrics = added[1]!
})
beforeEach(() => {
  rmSync(kept, { recursive: true, force: true })
  mkdirSync(kept)
})

/** The id of a process that is no more. */
async function endedProcess(): Promise<number> {
  const child = cli.start(['--help'])
  await once(child, 'close')
  return child.pid!
}

describe('a file that the command line keeps', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('leaves no part of itself when %s ends it', async (signal) => {
    const child = cli.start(['backup', 'ws', 'kept/ws.afterword'])
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    const watcher = watch(kept, () => child.kill(signal))
    const [code] = await once(child, 'close')
    watcher.close()
    // Where the disk is so quick that the backup stood already, it is whole.
    expect({ code, said, names: readdirSync(kept) }).toEqual(
      code === 0 ? { code, said: '', names: ['ws.afterword'] } : { code: 130, said: '', names: [] },
    )
    expect((await cli.run(['audit', 'verify', 'ws'])).code).toBe(0)
  })

  it('leaves no part of itself when it cannot be kept', async () => {
    mkdirSync(join(kept, 'taken'))
    const { code, err } = await cli.run(['backup', 'ws', 'kept/taken'])
    expect({ code, names: readdirSync(kept) }).toEqual({ code: 1, names: ['taken'] })
    expect(err).toContain('a folder has this name')
  })

  it('takes the place of what a killed process left, and of nothing that is another’s', async () => {
    const dead = `ws.afterword.${await endedProcess()}.part`
    const others = [`ws.afterword.${process.pid}.part`, 'ws.afterword.notes.part', 'other.afterword.1.part']
    for (const name of [dead, ...others]) writeFileSync(join(kept, name), 'half')
    await cli.json(['backup', 'ws', 'kept/ws.afterword'])
    expect(readdirSync(kept).sort()).toEqual([...others, 'ws.afterword'].sort())
  })
})

describe('a backup of a workspace that lost evidence', () => {
  it('is written, names what it lacks, says the way back, and exits 1', async () => {
    expect((await cli.run(['backup', 'ws', 'kept/whole.afterword'])).code).toBe(0)
    rmSync(join(folder, 'ws/evidence', metrics.sha256.slice(0, 2), metrics.sha256.slice(2)))
    const name = `${metrics.number} of ${review} (“metrics.csv”)`
    const { code, out, err } = await cli.run(['backup', 'ws', 'kept/partial.afterword'])
    expect({ code, kept: existsSync(join(kept, 'partial.afterword')) }).toEqual({ code: 1, kept: true })
    expect(out).toContain('partial.afterword')
    expect(err).toContain(name)
    expect(err).not.toContain('memory.dump')
    const machine = await cli.run(['backup', 'ws', 'kept/partial.afterword', '--json'])
    expect(JSON.parse(machine.out).missing).toEqual([name])

    // The way back that it says: an older backup, the file out of that, and the same file added again.
    await cli.json(['restore', 'kept/whole.afterword', 'older'])
    const rows = await cli.json<{ id: string; number: string }[]>(['list', 'older', 'evidence'])
    const { id } = rows.find(({ number }) => number === metrics.number)!
    await cli.json(['call', 'older', 'evidence.open', JSON.stringify({ id }), '--out', 'kept/found'])
    expect(readFileSync(join(kept, 'found/metrics.csv'), 'utf8')).toBe('time,errors\n')
    await cli.json(['evidence', 'add', 'ws', review, 'kept/found/metrics.csv'])
    expect((await cli.run(['backup', 'ws', 'kept/mended.afterword'])).code).toBe(0)
  })
})
