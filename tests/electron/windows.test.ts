import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desktop, DesktopRig, findDesktop, root } from './desktop.ts'
import { answerDialogs, command, createWorkspace, importReview, passphrase, title } from './steps.ts'

const { program, why } = findDesktop()
if (!program) console.warn(`SKIPPED: the windows of the desktop application: ${why}`)

describe.skipIf(!program)(`windows, menus and locks (${why ?? 'in a real Electron'})`, () => {
  let rig: DesktopRig
  let desktop: Desktop
  let workspace: string
  beforeAll(async () => {
    rig = new DesktopRig(program!)
    workspace = join(rig.folder, 'workspace')
    desktop = await rig.open()
    await createWorkspace(desktop.page, workspace)
    await importReview(desktop)
  })
  afterAll(async () => {
    await desktop?.close()
    rig?.close()
  })

  const count = () => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

  async function second(open: () => Promise<void>): Promise<Page> {
    const [page] = await Promise.all([desktop.app.waitForEvent('window'), open()])
    return page
  }

  it('shows a review in a window of its own, which follows what changes in the other', async () => {
    const other = await second(() => desktop.page.keyboard.press('Control+Shift+O'))
    await other.getByRole('heading', { level: 1, name: title }).waitFor()
    await other.evaluate(() => {
      location.hash = '#/actions'
    })
    const reviewId = await desktop.page.evaluate(() => location.hash.split('/')[2])
    await desktop.page.evaluate(
      (id) =>
        (window as unknown as { afterword: { invoke(call: object): Promise<unknown> } }).afterword.invoke({
          method: 'actions.add',
          input: { reviewId: id, title: 'Watch the age of the index', dueOn: '2020-01-02' },
        }),
      reviewId,
    )
    await other.getByText('Watch the age of the index').first().waitFor()
    await other.close()
    await expect.poll(count).toBe(1)
  })

  it('shows the session to the room in a second window, which moves on with the first', async () => {
    const { page } = desktop
    await page.evaluate(async () => {
      type Shell = { invoke(call: object): Promise<{ ok: { open: { person: { id: string } } } }> }
      const { afterword } = window as unknown as { afterword: Shell }
      const { open } = (await afterword.invoke({ method: 'workspace.state', input: {} })).ok
      const reviewId = location.hash.split('/')[2]
      await afterword.invoke({ method: 'sessions.start', input: { reviewId, facilitatorId: open.person.id } })
    })
    const room = await second(() => command(page, 'Show the session to the room in a new window'))
    const view = room.getByRole('dialog')
    const first = await view.getByRole('button', { name: /^Begin with/ }).textContent()
    await command(page, 'Show session')
    await page.getByRole('button', { name: 'Show to the room' }).waitFor()
    await command(page, 'Go on to the next item')
    const item = /“(.+)”/.exec(first!)![1]!
    await view.getByRole('heading', { name: item }).waitFor()
    await room.close()
    await expect.poll(count).toBe(1)
  })

  it('has the same guards in every window', async () => {
    const other = await second(() => desktop.page.keyboard.press('Control+Shift+O'))
    const settings = await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => {
        const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences()
        return { sandbox, contextIsolation, nodeIntegration, webSecurity }
      }),
    )
    const guarded = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true }
    expect(settings).toEqual([guarded, guarded])
    expect(await other.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
    await other.close()
    await expect.poll(count).toBe(1)
  })

  it('runs the commands of the window from its native menu', async () => {
    const { app, page } = desktop
    const labels = await app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()!.items.map(({ label }) => label),
    )
    expect(labels).toEqual(expect.arrayContaining(['File', 'Edit', 'View', 'Review', 'Window']))
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('room.people')!.click())
    await page.getByRole('heading', { name: 'People' }).first().waitFor()
  })

  it('has the workspaces that were opened before in its menu', async () => {
    const recent = await desktop.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()!
        .getMenuItemById('shell.recent')!
        .submenu!.items.map(({ label }) => label),
    )
    expect(recent).toEqual(['Example reviews'])
  })

  it('prints what it shows, without the frame around it', async () => {
    const { app, page } = desktop
    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents
      contents.print = () => {
        ;(globalThis as { printed?: boolean }).printed = true
      }
    })
    await page.keyboard.press('Control+P')
    await expect.poll(() => app.evaluate(() => (globalThis as { printed?: boolean }).printed)).toBe(true)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation', { name: 'Rooms' }).isVisible()).toBe(false)
    expect(await page.getByRole('heading', { name: 'People' }).first().isVisible()).toBe(true)
    await page.emulateMedia({ media: null })
  })

  it('begins its dialogs in the folder of the one before', async () => {
    await command(desktop.page, 'Go to Verify a file')
    await desktop.app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = (async (...given: unknown[]) => {
        ;(globalThis as { began?: string }).began = (given[1] as { defaultPath?: string }).defaultPath
        return { canceled: true, filePaths: [] }
      }) as unknown as typeof dialog.showOpenDialog
    })
    await desktop.page.getByRole('button', { name: 'Choose a file' }).click()
    const began = () => desktop.app.evaluate(() => (globalThis as { began?: string }).began)
    await expect.poll(began).toBe(join(root, 'tests/electron'))
  })

  it('saves what is being typed and closes the workspace when the screen locks, and tells of overdue actions', async () => {
    const { app, page } = desktop
    await app.evaluate(({ Notification }) => {
      const told = globalThis as { told?: string[] }
      told.told = []
      Notification.isSupported = () => true
      Notification.prototype.show = function show() {
        told.told!.push(this.title)
      }
    })
    await page.getByRole('link', { name: 'Reviews', exact: true }).click()
    await page.getByText(title).first().click()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await command(page, 'Show sections')
    await page.locator('.cm-content').first().click()
    await page.keyboard.type('Typed just before the screen locked. ')
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'))
    await page.getByRole('heading', { name: 'Open a workspace' }).waitFor()
    expect(await page.getByLabel('Folder').inputValue()).toBe(workspace)
    await page.getByLabel('Passphrase').fill(passphrase)
    await page.getByRole('button', { name: 'Open workspace' }).click()
    await page.getByText('Typed just before the screen locked.').first().waitFor()
    const told = () => app.evaluate(() => (globalThis as { told?: string[] }).told)
    await expect.poll(told).toEqual(['One action is overdue'])
  })

  it('offers to close the workspace when a backup is handed over, and shows the backup then', async () => {
    const { page } = desktop
    const backup = join(rig.folder, 'team.afterword')
    writeFileSync(backup, 'not read before it is restored')
    rig.start([backup])
    await page.getByRole('heading', { name: 'Restore team.afterword' }).waitFor()
    await page.getByRole('button', { name: 'Close this workspace' }).click()
    await page.getByRole('heading', { name: 'Restore a backup' }).waitFor()
    await page.getByText('team.afterword').waitFor()
  })

  it('opens a workspace by its folder', async () => {
    const { page } = desktop
    rig.start([workspace])
    await page.getByRole('heading', { name: 'Open a workspace' }).waitFor()
    expect(await page.getByLabel('Folder').inputValue()).toBe(workspace)
  })

  it('says honestly that this computer keeps no passphrase, and keeps none', async () => {
    const { page, app } = desktop
    expect(await app.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend())).toBe(
      'basic_text',
    )
    await page.getByText('This computer has no key store that Afterword could use').waitFor()
    const refused = await page.evaluate(
      (opened) =>
        (
          window as unknown as { afterword: { desktop: { remember(opened: object): Promise<void> } } }
        ).afterword.desktop
          .remember(opened)
          .then(
            () => 'kept',
            (error: Error) => error.message,
          ),
      { path: workspace, passphrase },
    )
    expect(refused).toContain('Afterword keeps none')
    await page.getByLabel('Passphrase').fill(passphrase)
    await page.getByRole('button', { name: 'Open workspace' }).click()
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
  })

  it('draws a window anew whose page ended, and notes it', async () => {
    const { app, page } = desktop
    const shown = await app.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const drawn = new Promise<void>((resolve) => {
        webContents.once('did-finish-load', () => resolve())
      })
      webContents.forcefullyCrashRenderer()
      await drawn
      const note = `new Promise((resolve) => setInterval(() => {
        const text = document.querySelector('.crash-note')?.textContent
        if (text) resolve(text)
      }, 50))`
      return webContents.executeJavaScript(note) as Promise<string>
    })
    expect(shown).toContain('A window of Afterword ended')
    expect(page.isClosed()).toBe(false)
  })

  it('asks before it quits while work is under way, and stays where it is wished', async () => {
    await desktop.close()
    desktop = await rig.open([workspace])
    const { app, page } = desktop
    await page.getByLabel('Passphrase').fill(passphrase)
    await page.getByRole('button', { name: 'Open workspace' }).click()
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
    const many = join(rig.folder, 'many')
    mkdirSync(many)
    const files = Array.from({ length: 300 }, (_, index) => join(many, `${index}.md`))
    for (const file of files) copyFileSync(join(root, 'tests/electron/post-mortem.md'), file)
    await answerDialogs(desktop, { open: files })
    await command(page, 'Import post-mortems')
    await page.getByRole('button', { name: 'Choose files' }).click()
    await page.getByRole('button', { name: 'Import 300 files' }).click()
    await page.getByRole('button', { name: 'Cancel' }).first().waitFor()
    await app.evaluate(({ app, dialog }) => {
      dialog.showMessageBox = (async (...given: unknown[]) => {
        ;(globalThis as { asked?: string }).asked = (given[1] as { message: string }).message
        return { response: 0, checkboxChecked: false }
      }) as unknown as typeof dialog.showMessageBox
      app.quit()
    })
    const asked = () => app.evaluate(() => (globalThis as { asked?: string }).asked)
    await expect.poll(asked).toMatch(/is still under way/)
    expect(await count()).toBe(1)
  })

  it('shows at the next start what ended, keeps its size, and deletes the reports when told to', async () => {
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setSize(1010, 710))
    await answerDialogs(desktop, { message: 1 })
    await desktop.close()
    expect(JSON.parse(readFileSync(join(rig.settings, 'window.json'), 'utf8'))).toMatchObject({
      window: { width: 1010, height: 710 },
      remindedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
    desktop = await rig.open()
    const { page } = desktop
    const [width] = await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.getSize(),
    )
    expect(width).toBe(1010)
    const note = page.getByRole('region', { name: 'Reports of faults' })
    await note.getByText('A window of Afterword ended').waitFor()
    await note.getByRole('button', { name: 'Delete' }).click()
    await note.waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('heading', { name: 'Afterword' }).waitFor()
    expect(await note.count()).toBe(0)
  })
})
