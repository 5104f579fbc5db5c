import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coreProcesses, type Desktop, DesktopRig, findDesktop, root } from './desktop.ts'

const { program, why } = findDesktop()
if (!program) console.warn(`SKIPPED: the life of the desktop shell: ${why}`)

const passphrase = 'a long passphrase'
const title = 'Search results were empty'

describe.skipIf(!program)(`the desktop application (${why ?? 'in a real Electron'})`, () => {
  let rig: DesktopRig
  let desktop: Desktop
  let workspace: string
  beforeAll(async () => {
    rig = new DesktopRig(program!)
    workspace = join(rig.folder, 'workspace')
    desktop = await rig.open()
  })
  afterAll(async () => {
    await desktop?.close()
    rig?.close()
  })

  async function openWorkspace(): Promise<void> {
    const { page } = desktop
    await page.getByRole('button', { name: /^Open a workspace/ }).click()
    await page.getByLabel('Folder').fill(workspace)
    await page.getByLabel('Passphrase').fill(passphrase)
    await page.getByRole('button', { name: 'Open workspace' }).click()
  }

  it('opens its window and makes a workspace', async () => {
    const { page } = desktop
    await page.getByRole('button', { name: /^Create a workspace/ }).click()
    await page.getByLabel('Name', { exact: true }).fill('Example reviews')
    await page.getByLabel('Folder').fill(workspace)
    await page.getByLabel('Your name').fill('Dana Example')
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
    await page.getByLabel('Passphrase again').fill(passphrase)
    await page.getByRole('button', { name: 'Create workspace' }).click()
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
  })

  it('imports a post-mortem chosen in the dialog, and shows the review', async () => {
    const { app, page } = desktop
    const file = join(root, 'tests/electron/post-mortem.md')
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, file)
    await page.keyboard.press('Control+K')
    await page.keyboard.type('Import post-mortems')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Choose files' }).click()
    await page.getByRole('button', { name: 'Import 1 file' }).click()
    await page.getByRole('grid', { name: 'Imported files' }).waitFor()
    await page.getByRole('link', { name: 'Reviews', exact: true }).click()
    await page.getByText(title).first().click()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
  })

  it('says that the core stopped, starts it again, and has lost nothing', async () => {
    const [core] = coreProcesses(desktop.app)
    process.kill(core!, 'SIGKILL')
    await desktop.page.getByRole('button', { name: /^Open a workspace/ }).waitFor()
    expect(coreProcesses(desktop.app)).toHaveLength(1)
    expect(coreProcesses(desktop.app)).not.toContain(core)
    await openWorkspace()
    await desktop.page.getByRole('link', { name: 'Reviews', exact: true }).click()
    await desktop.page.getByText(title).first().waitFor()
  })

  it('stays one application when it is started a second time', async () => {
    const second = rig.start()
    const [code] = await once(second, 'exit')
    expect(code).toBe(0)
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it('closes the workspace when it quits, and ends its core', async () => {
    const [core] = coreProcesses(desktop.app)
    await desktop.close()
    await expect.poll(() => isRunning(core!), { timeout: 10_000 }).toBe(false)
    desktop = await rig.open()
    await openWorkspace()
    await desktop.page.getByRole('navigation', { name: 'Rooms' }).waitFor()
  })
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
