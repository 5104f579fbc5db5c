import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpack } from '../packs/packFiles.ts'

const root = resolve(import.meta.dirname, '../..')
const tools = ['bash', 'openssl', 'sha256sum'].every(
  (tool) => spawnSync(tool, ['--version']).error === undefined,
)
if (!tools) console.warn('skipped: bash, openssl or sha256sum is not there to follow the handbook')

/** The commands of a page of the handbook that stand in its numbered steps. */
function stepsOf(page: string): string {
  const text = readFileSync(join(root, 'resources/handbook', page), 'utf8')
  return [...text.matchAll(/^ {3}```\n([\s\S]*?)^ {3}```$/gm)].map(([, block]) => block).join('')
}

/** The commands that a pack itself names, which are indented. */
function commandsOf(text: string): string {
  const lines = text.split('\n').filter((line) => /^ {2,}\S/.test(line) && !/^ {2}#/.test(line))
  return lines.join('\n')
}

describe.skipIf(!tools)('an auditor without Afterword (skipped where the tools are not installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-auditor-'))
  const pack = join(folder, 'pack')
  afterAll(() => rmSync(folder, { recursive: true }))

  beforeAll(async () => {
    const demo = join(folder, 'demo')
    const made = spawnSync(process.execPath, [join(root, 'src/cli/index.ts'), 'demo', demo], {
      encoding: 'utf8',
      env: { ...process.env, AFTERWORD_SETTINGS: join(folder, 'settings') },
    })
    if (made.status !== 0) throw new Error(made.stderr)
    for (const [name, bytes] of await unpack(join(demo, 'REV-2026-0001.asice'))) {
      mkdirSync(dirname(join(pack, name)), { recursive: true })
      writeFileSync(join(pack, name), bytes)
    }
    cpSync(join(demo, 'root.pem'), join(pack, 'root.pem'))
  })

  const follow = (commands: string, cwd = pack) =>
    spawnSync('bash', ['-e', '-c', commands], { cwd, encoding: 'utf8' })
  /** The hashes of the two lists, as printed, that do not stand in what was signed. */
  const unsigned = (printed: string, cwd = pack) => {
    const signed = readFileSync(join(cwd, 'META-INF/ASiCManifest001.xml'), 'utf8')
    const hashes = printed.split('\n').filter((line) => /^[A-Za-z0-9+/]{43}=$/.test(line))
    expect(hashes).toHaveLength(2)
    return hashes.filter((hash) => !signed.includes(hash))
  }
  const howTo = () => commandsOf(readFileSync(join(pack, 'data/how-to-verify.txt'), 'utf8'))

  it('finds an honest pack good by the steps of the handbook', () => {
    const { status, stdout, stderr } = follow(stepsOf('5-auditors.md'))
    expect({ status, good: stderr.match(/CAdES Verification successful/g)?.length }).toEqual({
      status: 0,
      good: 2,
    })
    expect(stdout).toMatch(/^subject=.*Jonas Weber$/m)
    expect(stdout).toContain('Verified OK')
    expect(unsigned(stdout)).toEqual([])
  })

  it('finds it good by the commands that the pack names', () => {
    const { status, stdout, stderr } = follow(howTo())
    expect({ status, good: stderr.match(/CAdES Verification successful/g)?.length }).toEqual({
      status: 0,
      good: 3,
    })
    expect(unsigned(stdout)).toEqual([])
  })

  it.each([
    ['the handbook', () => stepsOf('5-auditors.md')],
    ['the pack', howTo],
  ])('sees by %s that an exhibit was exchanged and both lists were made anew', (_whose, commands) => {
    const forged = join(folder, 'forged')
    rmSync(forged, { recursive: true, force: true })
    cpSync(pack, forged, { recursive: true })
    const hash = (name: string) =>
      createHash('sha256')
        .update(readFileSync(join(forged, name)))
        .digest('hex')
    const log = 'data/exhibits/EX-0002 payments-gateway-log.txt'
    writeFileSync(join(forged, log), 'nothing happened\n')
    for (const [list, name] of [
      ['manifest-sha256.txt', log],
      ['tagmanifest-sha256.txt', 'manifest-sha256.txt'],
    ] as const) {
      const text = readFileSync(join(forged, list), 'utf8')
      const line = text.split('\n').find((one) => one.endsWith(`  ${name}`))!
      writeFileSync(join(forged, list), text.replace(line, `${hash(name)}  ${name}`))
    }
    expect(unsigned(follow(commands(), forged).stdout, forged)).toHaveLength(2)
  })
})
