import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommandLine, root } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'afterword-cli-'))
const cli = new CommandLine(folder)
afterAll(() => rmSync(folder, { recursive: true }))

beforeAll(async () => {
  await cli.json(['init', 'ws', '--name', 'Example', '--person', 'Dana Example'])
  writeFileSync(join(folder, 'empty'), '')
  writeFileSync(join(folder, 'binary.md'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3]))
  writeFileSync(join(folder, 'notes.txt'), 'no pack')
})

describe('the command line, used wrongly', () => {
  it.each([
    ['without a command', []],
    ['with an unknown command', ['frobnicate']],
    ['with an unknown option', ['list', 'ws', 'reviews', '--colour']],
    ['with too few words', ['list', 'ws']],
    ['with too many words', ['certificate', 'ws', 'more']],
    ['with an unknown list', ['list', 'ws', 'secrets']],
    ['with an unknown method', ['call', 'ws', 'no.such']],
    ['with __proto__ as the method', ['call', 'ws', '__proto__']],
    ['with input that is no JSON', ['call', 'ws', 'people.list', '{']],
    ['with a passphrase as an argument', ['call', 'ws', 'identities.create', '{"passphrase":"secret"}']],
    ['without a name for a new workspace', ['init', 'other']],
    ['without a place for an export', ['export', 'ws', 'REV-2026-0001']],
    ['with an unsigned pack', ['export', 'ws', 'REV-2026-0001', '--out', 'p.asice', '--unsigned']],
  ])('%s, it says so and exits 2', async (_how, args) => {
    const { code, out, err } = await cli.run(args)
    expect(err).toMatch(/\w/)
    expect(err).not.toMatch(/\n\s+at /)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  it('without any passphrase, it says where one can come from and exits 2', async () => {
    const { code, err } = await cli.run(['list', 'ws', 'people'], { env: { AFTERWORD_PASSPHRASE: '' } })
    expect(code).toBe(2)
    expect(err).toContain('--passphrase-file')
  })
})

describe('the command line, on bad input', () => {
  it.each([
    ['a wrong passphrase', ['list', 'ws', 'people'], { AFTERWORD_PASSPHRASE: 'wrong' }],
    ['a folder that is no workspace', ['list', '.', 'people'], {}],
    ['a folder that is not there', ['list', 'nowhere', 'people'], {}],
    ['a workspace in the place of a new one', ['init', 'ws', '--name', 'Again'], {}],
    ['a missing file to import', ['import', 'ws', 'missing.md'], {}],
    ['a folder to import', ['import', 'ws', 'settings'], {}],
    ['binary as Markdown', ['import', 'ws', 'binary.md'], {}],
    ['a review that is not there', ['export', 'ws', 'REV-1999-0001', '--pdf', 'x.pdf'], {}],
    ['a missing file to verify', ['verify', 'missing.pdf'], {}],
    ['a file that is no signed one', ['verify', 'notes.txt'], {}],
    ['an empty file to verify', ['verify', 'empty'], {}],
    ['a trust file that holds no certificate', ['verify', 'notes.txt', '--trust', 'notes.txt'], {}],
    ['an empty passphrase file', ['list', 'ws', 'people', '--passphrase-file', 'empty'], {}],
    ['a passphrase file that is not there', ['list', 'ws', 'people', '--passphrase-file', 'none'], {}],
    ['a backup that is none', ['restore', 'notes.txt', 'restored'], {}],
    ['a person that is not there', ['list', 'ws', 'people', '--as', 'Nobody'], {}],
    ['a folder that is not there, for the backup', ['backup', 'ws', 'none/backup'], {}],
  ])('%s, it says one thing and exits 1', async (_what, args, env) => {
    const { code, out, err } = await cli.run(args, { env })
    expect(code).toBe(1)
    expect(out + err).toMatch(/\w/)
    expect(out + err).not.toMatch(/\n\s+at |undefined|\[object/)
  })

  it('has changed nothing by all that', async () => {
    expect(await cli.json(['list', 'ws', 'reviews'])).toEqual([])
    expect((await cli.run(['audit', 'verify', 'ws'])).code).toBe(0)
  })

  it('gives errors to machines as JSON, on standard error', async () => {
    const { code, out, err } = await cli.run(['list', 'nowhere', 'people', '--json'])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'not-found' } })
  })
})

describe('the command line', () => {
  it('shows its use', async () => {
    const { code, out } = await cli.run(['--help'])
    expect(code).toBe(0)
    for (const name of ['init', 'import', 'list', 'call', 'evidence add', 'export', 'certificate', 'verify'])
      expect(out).toContain(`afterword ${name} `)
  })

  it('is told of in the README, each command and each option', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const { out } = await cli.run(['--help'])
    const names = [...out.matchAll(/^ {2}afterword ([a-z]+(?: (?:add|verify)(?= ))?)/gm)].map(
      ([, name]) => name,
    )
    expect(names.length).toBe(14)
    expect(names.filter((name) => !readme.includes(`\`${name} `))).toEqual([])
    const options = [...new Set(out.match(/--[a-z-]+/g))]
    expect(options.length).toBeGreaterThan(15)
    expect(options.filter((name) => !readme.includes(name))).toEqual([])
  })

  it('lets nothing in a title move the cursor of a terminal', async () => {
    const title = 'Title \u001b[2J\u001b]0;renamed\u0007 end'
    writeFileSync(join(folder, 'escape.md'), `# ${title}\n\n## Summary\n\nSomething happened and ended.\n`)
    await cli.run(['import', 'ws', 'escape.md'])
    const { out } = await cli.run(['list', 'ws', 'reviews'])
    expect(out).toContain('Title')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(out).not.toMatch(/[\u0007\u001b]/)
  })

  it('takes passphrases of workspace and signer from files of their own', async () => {
    writeFileSync(join(folder, 'workspace-passphrase'), 'of the workspace\n')
    writeFileSync(join(folder, 'signer-passphrase'), 'of the signer\n')
    const files = [
      '--passphrase-file',
      'workspace-passphrase',
      '--signer-passphrase-file',
      'signer-passphrase',
    ]
    const env = { AFTERWORD_PASSPHRASE: '' }
    await cli.json(['init', 'two', '--name', 'Two', '--person', 'Dana Example', ...files], { env })
    const people = await cli.json<{ id: string }[]>(['list', 'two', 'people', ...files], { env })
    expect(people).toHaveLength(1)
    const [{ id } = { id: '' }] = await cli
      .json<{ id: string; kind: string }[]>(['call', 'two', 'identities.list', ...files], { env })
      .then((all) => all.filter(({ kind }) => kind === 'issued'))
    const changing = (passphrase: string) =>
      cli.run(['call', 'two', 'identities.changePassphrase', '-', ...files], {
        env,
        input: JSON.stringify({ id, passphrase, newPassphrase: 'of the signer, newly' }),
      })
    expect((await changing('of the workspace')).code).toBe(1)
    expect((await changing('of the signer')).code).toBe(0)
  })

  it('names the process that has the workspace open', async () => {
    const serving = cli.start(['serve', 'ws', '--json'])
    try {
      const link = await new Promise<string>((resolve, reject) => {
        serving.stdout!.once('data', (chunk) => resolve(String(chunk)))
        serving.once('exit', () => reject(new Error('it ended at once')))
      })
      expect(link).toContain('http://127.0.0.1:')
      const { code, err } = await cli.run(['list', 'ws', 'people'])
      expect(code).toBe(1)
      expect(err).toContain(String(serving.pid))
    } finally {
      serving.kill('SIGTERM')
    }
    const [code] = await new Promise<[number | null]>((resolve) =>
      serving.once('exit', (ended) => resolve([ended])),
    )
    expect(code).toBe(0)
    expect((await cli.run(['list', 'ws', 'people'])).code).toBe(0)
  })
})
