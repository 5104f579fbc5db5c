import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { CoreHost } from '../../../src/main/coreHost.ts'
import type { CoreListeners } from '../../../src/main/coreLinks.ts'
import { CrashReports } from '../../../src/main/crashes.ts'
import { kindOfPath, pathsOf } from '../../../src/main/handedOver.ts'
import type { KeyStore } from '../../../src/main/keyStore.ts'
import { menuTemplate } from '../../../src/main/menu.ts'
import { placeOn } from '../../../src/main/place.ts'
import { Remembered } from '../../../src/main/remembered.ts'
import { SettingsFile } from '../../../src/main/settings.ts'

const base = mkdtempSync(join(tmpdir(), 'afterword-parts-'))
let folder: string
let count = 0
beforeEach(() => {
  count += 1
  folder = join(base, String(count))
  mkdirSync(folder)
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('the place of a window', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 }
  const saved = { x: 100, y: 80, width: 1000, height: 700, maximized: false }

  it.each([
    ['where it was left', saved, { x: 100, y: 80, width: 1000, height: 700 }],
    [
      'where it was left, half over the edge',
      { ...saved, x: -400 },
      { x: -400, y: 80, width: 1000, height: 700 },
    ],
    ['anew, after its screen was taken away', { ...saved, x: 2500 }, { width: 1000, height: 700 }],
    ['anew, with its head above the screen', { ...saved, y: -50 }, { width: 1000, height: 700 }],
    ['anew, with its head below the screen', { ...saved, y: 1030 }, { width: 1000, height: 700 }],
    ['anew, the first time', undefined, { width: 1280, height: 820 }],
  ])('is %s', (_what, left, place) => {
    expect(placeOn([screen], left)).toEqual(place)
  })
})

describe('what the shell remembers', () => {
  it('is kept, and a damaged part of it counts as never said', () => {
    const path = join(folder, 'window.json')
    new SettingsFile(path).change({ folder: '/tmp', remindedOn: '2026-11-25' })
    expect(new SettingsFile(path).values).toMatchObject({ folder: '/tmp', remindedOn: '2026-11-25' })
    writeFileSync(
      path,
      '{"folder":7,"window":"here","desktop":{"lockAfterMinutes":-1},"remindedOn":"2026-11-25"}',
    )
    expect(new SettingsFile(path).values).toMatchObject({
      remindedOn: '2026-11-25',
      desktop: { lockAfterMinutes: 30, lockWithScreen: true, remindOverdue: true },
    })
    expect(new SettingsFile(path).values.folder).toBeUndefined()
    writeFileSync(path, '{')
    expect(new SettingsFile(path).values.desktop.lockAfterMinutes).toBe(30)
  })
})

describe('what the system hands over', () => {
  it.each([
    ['pack.asice', 'verify'],
    ['PACK.ASICE', 'verify'],
    ['team.afterword', 'restore'],
    ['notes.txt', null],
    ['asice', null],
  ] as const)('%s is for %s', (name, kind) => {
    writeFileSync(join(folder, name), '')
    expect(kindOfPath(join(folder, name))).toBe(kind)
  })

  it('is a workspace where the folder is one', () => {
    expect(kindOfPath(folder)).toBeNull()
    writeFileSync(join(folder, 'workspace.json'), '{}')
    expect(kindOfPath(folder)).toBe('workspace')
    expect(kindOfPath(join(folder, 'absent.asice'))).toBeNull()
  })

  it('is found among the arguments, beside the program, its folder and its switches', () => {
    writeFileSync(join(folder, 'one.asice'), '')
    const args = ['afterword', '--no-sandbox', '.', 'one.asice', '--inspect=one.asice', 'absent.asice']
    expect(pathsOf(args, folder)).toEqual([join(folder, 'one.asice')])
    expect(pathsOf([join(folder, 'one.asice')], folder)).toEqual([])
  })
})

describe('the native menu', () => {
  const options = {
    commands: [
      { id: 'a', title: 'Notes & more', group: 'Review', keys: 'Ctrl+K', enabled: true },
      { id: 'b', title: 'Back up', group: 'File', enabled: false },
    ],
    choose: () => undefined,
    recent: [{ path: '/tmp/team', name: 'Team & co' }],
    openRecent: () => undefined,
    newWindow: () => undefined,
  }
  type Entry = Electron.MenuItemConstructorOptions
  const submenu = (entry: Entry | undefined) => (entry?.submenu ?? []) as Entry[]
  const menu = (mac: boolean) => menuTemplate({ ...options, mac })

  it('has the roles of the system in Edit and Window, and quits where that system does', () => {
    const labels = menu(false).map(({ label }) => label)
    expect(labels).toEqual(['File', 'Edit', 'View', 'Review', 'Window'])
    const roles = (mac: boolean, label: string) =>
      submenu(menu(mac).find((entry) => entry.label === label)).flatMap(({ role }) => role ?? [])
    expect(roles(false, 'Edit')).toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'])
    expect(roles(false, 'File')).toEqual(['quit'])
    expect(roles(false, 'Window')).toEqual(['minimize', 'close'])
    expect(menu(true)[0]?.role).toBe('appMenu')
    expect(roles(true, 'Window')).toEqual(['minimize', 'zoom', 'front'])
  })

  it('shows commands and workspaces by their names, letter by letter', () => {
    const [file, , , review] = menu(false)
    expect(submenu(review)[0]).toMatchObject({
      label: 'Notes && more',
      accelerator: 'CmdOrCtrl+K',
      registerAccelerator: false,
    })
    expect(submenu(file)[0]).toMatchObject({ label: 'Back up', enabled: false })
    expect(submenu(submenu(file).find(({ id }) => id === 'shell.recent'))[0]?.label).toBe('Team && co')
  })
})

describe('reports of faults', () => {
  it('are written, listed with the newest first, bounded, and deleted', async () => {
    const reports = new CrashReports(join(folder, 'crashes'), '1.2.3')
    expect(await reports.list()).toEqual([])
    for (let minute = 0; minute < 55; minute += 1)
      await reports.write(`Fault ${minute}`, 'x'.repeat(9_000), new Date(Date.UTC(2026, 10, 25, 12, minute)))
    const listed = await reports.list()
    expect(listed).toHaveLength(50)
    expect(listed[0]).toMatchObject({ what: 'Fault 54', at: '2026-11-25T12:54:00.000Z' })
    const path = join(reports.folder, listed[0]!.file)
    expect(statSync(path).size).toBeLessThan(5_000)
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(readFileSync(path, 'utf8')).toContain('Afterword 1.2.3')
    writeFileSync(join(reports.folder, 'mine.txt'), 'not a report')
    await reports.clear()
    expect(readdirSync(reports.folder)).toEqual(['mine.txt'])
  })
})

/** A store that only turns bytes around, so that it shows what was kept. */
function turningStore(weak: string | null): KeyStore {
  return {
    weakness: async () => weak,
    encrypt: async (text) => Buffer.from(text).reverse(),
    decrypt: async (bytes) => Buffer.from(bytes).reverse().toString(),
  }
}

describe('passphrases kept on this computer', () => {
  it('come back for their workspace alone, and are forgotten', async () => {
    const path = join(folder, 'remembered.json')
    const remembered = new Remembered(path, turningStore(null))
    await remembered.remember('/tmp/one/', 'first secret')
    await remembered.remember('/tmp/__proto__', 'second secret')
    expect(await remembered.recall('/tmp/one')).toBe('first secret')
    expect(await remembered.recall('__proto__')).toBeNull()
    expect(await remembered.state()).toEqual({
      possible: true,
      why: '',
      paths: ['/tmp/one', '/tmp/__proto__'],
    })
    expect(readFileSync(path, 'utf8')).not.toContain('secret')
    expect(statSync(path).mode & 0o077).toBe(0)
    await remembered.forget('/tmp/one')
    expect(await remembered.recall('/tmp/one')).toBeNull()
  })

  it('are not kept where the store is no protection, and the reason is said', async () => {
    const path = join(folder, 'remembered.json')
    await new Remembered(path, turningStore(null)).remember('/tmp/one', 'secret')
    const weak = new Remembered(path, turningStore('It would lie open.'))
    expect(await weak.state()).toMatchObject({ possible: false, why: 'It would lie open.' })
    await expect(weak.remember('/tmp/two', 'secret')).rejects.toThrow('It would lie open.')
    expect(await weak.recall('/tmp/one')).toBeNull()
  })

  it.each(['', '{', '[]', '{"/tmp/one":7}', '{"/tmp/one":"not base64!"}'])(
    'are none where the file says %s',
    async (text) => {
      const path = join(folder, 'remembered.json')
      writeFileSync(path, text)
      expect(await new Remembered(path, turningStore(null)).recall('/tmp/one')).toBeNull()
    },
  )
})

describe('the host of the core', () => {
  function host(pingMs: number, patienceMs: number) {
    const told: string[] = []
    const links: { listeners: CoreListeners; silent: boolean; alive: boolean }[] = []
    const core = new CoreHost({
      start(listeners) {
        const link = { listeners, silent: false, alive: true }
        links.push(link)
        setTimeout(() => listeners.message({ ready: true }), 1)
        return {
          send: ({ id }) => {
            if (!link.silent) setTimeout(() => listeners.message({ id, answer: { ok: links.length } }), 1)
          },
          kill: () => {
            link.alive = false
            setTimeout(() => listeners.exit(), 1)
          },
        }
      },
      onEvent: () => undefined,
      onConnection: (state) => told.push(state),
      onGivenUp: () => told.push('given up'),
      pingMs,
      patienceMs,
    })
    return { core, told, links }
  }

  it('notices a core that hangs, and one that goes on again', async () => {
    const { core, told, links } = host(10, 60)
    await expect.poll(() => core.ask({ kind: 'ping' })).toEqual({ ok: 1 })
    links[0]!.silent = true
    await expect.poll(() => told).toEqual(['unresponsive'])
    links[0]!.silent = false
    await expect.poll(() => told).toEqual(['unresponsive', 'connected'])
    await core.close()
  })

  it('starts a core again that ended, answers what was asked, and gives up after four times', async () => {
    const { core, told, links } = host(1_000, 10_000)
    await expect.poll(() => core.ask({ kind: 'ping' })).toEqual({ ok: 1 })
    links[0]!.silent = true
    const asked = core.ask({ kind: 'ping' })
    core.kill()
    expect(await asked).toMatchObject({ error: { code: 'internal' } })
    await expect.poll(() => told).toEqual(['restarting', 'connected'])
    for (const times of [2, 3]) {
      core.kill()
      await expect.poll(() => links.length).toBe(times + 1)
    }
    core.kill()
    await expect.poll(() => told.at(-1)).toBe('given up')
    expect(await core.ask({ kind: 'ping' })).toMatchObject({ error: { code: 'internal' } })
  })

  it('waits until what was asked is answered, and no longer than it was told to', async () => {
    const { core, links } = host(1_000, 10_000)
    let answered = false
    void core.ask({ kind: 'ping' }).then(() => {
      answered = true
    })
    await core.settled()
    expect(answered).toBe(true)
    links[0]!.silent = true
    void core.ask({ kind: 'ping' })
    const began = Date.now()
    await core.settled(60)
    expect(Date.now() - began).toBeLessThan(1_000)
    links[0]!.silent = false
    await core.close()
  })
})
