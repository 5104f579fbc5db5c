import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { listPackage, statFile } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { findDesktop, root } from './desktop.ts'
import { PackedRig, type PackedWindow } from './packaged.ts'

const { program, why } = findDesktop()
if (!program) console.warn(`SKIPPED: the package of the desktop application: ${why}`)

/** Everything that may stand in the archive; each of these must be there too. */
const content: [what: string, pattern: RegExp][] = [
  ['the manifest', /^package\.json$/],
  ['main and the core', /^out\/main\/(index|coreProcess)\.js$/],
  ['worker threads', /^out\/main\/\w+Worker\.js$/],
  ['what those share', /^out\/main\/chunks\/[\w.-]+\.js$/],
  ['the preload', /^out\/preload\/index\.cjs$/],
  ['the page', /^out\/renderer\/index\.html$/],
  ['its scripts, styles and fonts', /^out\/renderer\/assets\/[\w.-]+\.(js|css|woff2)$/],
  ['packages', /^node_modules\/.+\.(js|cjs|mjs|json)$/],
  ['their licences', /^node_modules\/.+\/(licen[cs]e|copying|notice|copyrightnotice)(\.txt)?$/i],
  ['SQLite', /^node_modules\/better-sqlite3\/prebuilds\/linux-x64\.node$/],
  [
    'Typst',
    /^node_modules\/@myriaddreamin\/typst-ts-node-compiler-linux-x64-gnu\/[\w.-]+\.linux-x64-gnu\.node$/,
  ],
]

/** A fuse that is on, as the wire within the program has it: the digit 1. */
const fuseOn = '1'.charCodeAt(0)

/** Nothing of these, whatever else is allowed above. */
const never: [what: string, pattern: RegExp][] = [
  ['sources', /\.(ts|tsx|mts|cts|c|cc|cpp|h|hpp|gypi?|flow)$|^src\//],
  ['maps', /\.map$/],
  ['tests', /(^|\/)(tests?|__tests__|fixtures)\/|\.test\./],
  [
    'typings and tools',
    /^node_modules\/(@types|undici-types|node-addon-api|electron|typescript|vite|vitest)\//,
  ],
  ['native code of other systems', /(darwin|win32|arm64|musl|android).*\.node$/],
  ['keys and settings', /\.(pem|key|p12|pfx|env)$|(^|\/)\.(env|npmrc|git)/],
]

describe.skipIf(!program)(`the package of the desktop application (${why ?? 'unpacked, on Linux'})`, () => {
  let rig: PackedRig
  let files: string[]
  beforeAll(() => {
    rig = new PackedRig(program!)
    rig.make()
    files = listPackage(rig.archive, { isPack: false })
      .map((path) => path.replaceAll('\\', '/').slice(1))
      .filter((path) => !('files' in statFile(rig.archive, path)))
  }, 300_000)
  afterAll(() => rig?.close())

  it.each(content)('holds %s', (_what, pattern) => {
    expect(files.some((file) => pattern.test(file))).toBe(true)
  })

  it('holds nothing else', () => {
    expect(files.filter((file) => !content.some(([, pattern]) => pattern.test(file)))).toEqual([])
  })

  it.each(never)('holds no %s', (_what, pattern) => {
    expect(files.filter((file) => pattern.test(file))).toEqual([])
  })

  it('holds the packages that are needed at run time, all and only those', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; devOptional?: boolean }>
    }
    const needed = Object.entries(lock.packages)
      .filter(([place, { dev, devOptional }]) => place && !dev && !devOptional)
      .map(([place]) => place)
      .filter(
        (place) => existsSync(join(root, place)) && !/\/(@types\/|undici-types$|node-addon-api$)/.test(place),
      )
    const held = files.filter((file) =>
      /^node_modules\/(.+\/node_modules\/)?(@[^/]+\/)?[^/]+\/package\.json$/.test(file),
    )
    expect(held.map((file) => posix.dirname(file)).sort()).toEqual(needed.sort())
  })

  it('keeps native code beside the archive, where the system can load it', () => {
    const native = files.filter((file) => file.endsWith('.node'))
    expect(native).toHaveLength(2)
    for (const file of native) {
      expect(statFile(rig.archive, file)).toMatchObject({ unpacked: true })
      expect(existsSync(join(`${rig.archive}.unpacked`, file))).toBe(true)
    }
  })

  it('leads each import within the archive to a file', () => {
    const held = new Set(files)
    const wanted = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*['"](\.{1,2}\/[^'"\s]+)['"]/g
    const lost = files
      .filter((file) => /\.[cm]?js$/.test(file) && !file.startsWith('out/renderer/'))
      .flatMap((file) =>
        [...readFileSync(join(rig.extracted, file), 'utf8').matchAll(wanted)]
          .map(([, path]) => posix.join(posix.dirname(file), path!))
          .filter((path) => !['', '.js', '.cjs', '.json', '/index.js'].some((end) => held.has(path + end)))
          .filter((path) => !/\/(prebuilds|typst-ts-node-compiler)\/.*\.(node|wasi\.cjs)$/.test(path))
          .map((path) => `${file}: ${path}`),
      )
    expect(lost).toEqual([])
  })

  it('names no folder of the computer on which it was made', () => {
    const own = files
      .filter((file) => file === 'package.json' || file.startsWith('out/'))
      .map((file) => join(rig.extracted, file))
    const texts = readdirSync(rig.resources)
      .filter((name) => /\.(txt|json|html)$/.test(name))
      .map((name) => join(rig.resources, name))
    expect([...own, ...texts].filter((file) => readFileSync(file).includes(root))).toEqual([])
  })

  it('brings the resources that the application asks for', () => {
    const names = ['fonts', 'handbook', 'sample', 'schemas', 'taxonomy', 'templates', 'typst', 'verify.html']
    expect(readdirSync(rig.resources)).toEqual(expect.arrayContaining([...names, 'LICENSE.txt']))
    expect(existsSync(join(rig.resources, 'app'))).toBe(false)
    for (const family of readdirSync(join(rig.resources, 'fonts')))
      expect(readdirSync(join(rig.resources, 'fonts', family))).toContain('LICENSE')
  })

  it('brings the licences of what it holds of others', () => {
    const text = readFileSync(join(rig.resources, 'THIRD-PARTY-LICENCES.txt'), 'utf8')
    for (const name of [
      'react',
      'better-sqlite3',
      'zod',
      'electron',
      'lucide-react',
      '@expo-google-fonts/inter',
    ])
      expect(text).toMatch(new RegExp(`^${name} .*: [A-Z]`, 'm'))
    expect(text).toContain('SIL OPEN FONT LICENSE')
    expect(text).not.toMatch(/GNU (AFFERO |LESSER )?GENERAL PUBLIC LICENSE/i)
    expect(readdirSync(rig.application)).toEqual(
      expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
    )
  })

  it('brings a valid bill of materials of what it holds, and of nothing else', async () => {
    const text = readFileSync(join(rig.resources, 'sbom.cdx.json'), 'utf8')
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull()
    const { components } = JSON.parse(text) as {
      components: { name: string; group?: string; version: string }[]
    }
    const listed = components.map(({ group, name }) => (group ? `${group}/${name}` : name))
    const held = files
      .filter((file) => /^node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file))
      .map((file) => (JSON.parse(readFileSync(join(rig.extracted, file), 'utf8')) as { name: string }).name)
    expect(listed).toEqual(expect.arrayContaining([...held, 'react', 'electron']))
    expect(listed).not.toEqual(expect.arrayContaining(['vitest']))
    const electron = readFileSync(join(program!, '../version'), 'utf8').trim()
    expect(components.find(({ name }) => name === 'electron')?.version).toBe(electron)
  })

  it('has its fuses as the configuration says', async () => {
    const configured = (
      parse(readFileSync(join(root, 'build/electron-builder.yml'), 'utf8')) as {
        electronFuses: Record<string, boolean>
      }
    ).electronFuses
    const wire = await getCurrentFuseWire(rig.program)
    const names = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)))
    const read = Object.fromEntries(
      names.map((name) => [
        name[0]!.toLowerCase() + name.slice(1),
        wire[FuseV1Options[name as keyof typeof FuseV1Options]] === fuseOn,
      ]),
    )
    expect(read).toEqual(configured)
    expect(read).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
    })
  })

  it('cannot be made a Node by its environment', () => {
    const tried = spawnSync(rig.program, ['-e', 'console.log("a Node")'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ELECTRON_RUN_AS_NODE: '1' },
      timeout: 5_000,
    })
    expect(tried.stdout).not.toContain('a Node')
  })

  it('loads every package that it asks for', () => {
    // Not in comments: those of packages that are built in hold examples.
    const wanted = /^(?!\s*\*).*(?:\bfrom|\bimport|\bimport\()\s*["'](@?\w[\w./-]*)["']/gm
    const names = files
      .filter((file) => file.startsWith('out/main/'))
      .map((file) => readFileSync(join(rig.extracted, file), 'utf8'))
      // Packages that are built in bring comments with examples.
      .flatMap((code) => [...code.replace(/\/\*\*[\s\S]*?\*\//g, '').matchAll(wanted)])
      .map(([, name]) => name!)
      .filter((name) => name !== 'electron' && !name.startsWith('node:'))
    const all = JSON.stringify([...new Set(names)])
    const script = `for (const name of ${all}) await import(name).catch((error) => console.log(name, error.message))`
    const tried = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: rig.extracted,
      encoding: 'utf8',
    })
    expect(all).toContain('better-sqlite3')
    expect({ out: tried.stdout, status: tried.status }).toEqual({ out: '', status: 0 })
  })

  it('sets type in a worker thread, straight from the archive in Electron’s own Node', () => {
    const script = `
      const { Worker } = require('node:worker_threads')
      const worker = new Worker(${JSON.stringify(join(rig.archive, 'out/main/renderPdfWorker.js'))}, { workerData: {} })
      worker.on('message', (answer) => console.log('answered', Object.keys(answer).join()))
      worker.on('error', (error) => console.log(error.message))`
    // An order without content cannot be set; that the thread says so shows that it runs, Typst's native part included.
    expect(rig.asNode(['-e', script]).stdout.trim()).toBe('answered error')
  })

  describe('started', () => {
    interface Shell {
      invoke(envelope: unknown): Promise<{ ok?: unknown; error?: { code: string; message: string } }>
    }
    async function call<T>({ page }: PackedWindow, method: string, input: object = {}): Promise<T> {
      const answer = await page.evaluate(
        (envelope) => (window as unknown as { afterword: Shell }).afterword.invoke(envelope),
        { method, input },
      )
      if (answer.error) throw new Error(`${method}: ${answer.error.message}`)
      return answer.ok as T
    }

    it('runs its core from the archive in a process of Electron’s own', async () => {
      const desktop = await rig.open('electron')
      await desktop.page.getByRole('button', { name: /^Create a workspace/ }).waitFor()
      expect(await call(desktop, 'workspace.recent')).toEqual([])
      await desktop.close()
      expect(desktop.process.exitCode).toBe(0)
    })

    it('opens its window, makes a workspace, and sets a PDF of the sample with its own resources', async () => {
      const desktop = await rig.open('node')
      const { page } = desktop
      const passphrase = 'a long passphrase'
      await page.getByRole('button', { name: /^Create a workspace/ }).click()
      await page.getByLabel('Name', { exact: true }).fill('Example reviews')
      await page.getByLabel('Folder').fill(join(rig.folder, 'workspace'))
      await page.getByLabel('Your name').fill('Dana Example')
      await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
      await page.getByLabel('Passphrase again').fill(passphrase)
      await page.getByRole('button', { name: 'Create workspace' }).click()
      await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
      expect(existsSync(join(rig.folder, 'workspace/workspace.db'))).toBe(true)

      await call(desktop, 'workspace.close')
      await call(desktop, 'workspace.openSample')
      const reviews = await call<{ rows: { key: string; id: string }[] }>(desktop, 'reviews.list')
      // Another one is restricted; whoever the sample opens as may not export it.
      const first = reviews.rows.find(({ key }) => key === 'REV-2026-0001')
      const input = { reviewId: first!.id, format: 'pdf' }
      const { jobId } = await call<{ jobId: string }>(desktop, 'exports.preview', input)
      const job = () =>
        call<{ state: string; result?: { files: { file: { ref: string } }[] } }>(desktop, 'jobs.get', {
          id: jobId,
        })
      await expect.poll(async () => (await job()).state, { timeout: 60_000 }).not.toBe('running')
      expect(await job()).toMatchObject({ state: 'done' })
      const ref = (await job()).result!.files[0]!.file.ref
      const start = await page.evaluate(
        async (url) => (await (await fetch(url)).text()).slice(0, 5),
        `/files/${ref}`,
      )
      expect(start).toBe('%PDF-')
      await desktop.close()
      expect(desktop.process.exitCode).toBe(0)
    })
  })
})
