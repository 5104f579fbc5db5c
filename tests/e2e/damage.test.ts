import { closeSync, copyFileSync, cpSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCore } from '#core/core.ts'
import { passphrase, resources } from '../torture/client.ts'
import { freshWorkspace, removeTemplate } from '../torture/workspaceOf.ts'
import {
  axeFindings,
  type BrowserShell,
  chromiumPath,
  isBuilt,
  openBrowserShell,
  press,
  typeInto,
} from './shell.ts'

const why = !chromiumPath ? 'no Chromium' : !isBuilt ? 'the interface is not built (npm run build)' : ''
if (why) console.warn(`SKIPPED: a damaged workspace in a browser: ${why}`)

describe.skipIf(why)(`a damaged workspace in the window ${why}`, () => {
  let shell: BrowserShell
  let workspace: string
  beforeAll(async () => {
    shell = await openBrowserShell()
    workspace = (await freshWorkspace(shell.folder)).workspace
  })
  afterAll(async () => {
    await shell?.close()
    await removeTemplate()
  })

  it('whose last commits are gone is opened, and says so until that was read', async () => {
    const { page, folder } = shell
    const behind = join(folder, 'behind')
    cpSync(workspace, behind, { recursive: true })
    await workOn(workspace)
    copyFileSync(join(workspace, 'workspace.head'), join(behind, 'workspace.head'))
    await press(page, page.getByRole('button', { name: /^Open a workspace/ }))
    await typeInto(page, page.getByLabel('Folder'), behind)
    await typeInto(page, page.getByLabel('Passphrase'), passphrase)
    await page.keyboard.press('Enter')
    const note = page.getByRole('alert', { name: 'Changes are gone' })
    await note.getByText(/^The last 3 changes, made .* are gone: /).waitFor()
    await note.getByText(/No backup is known/).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await press(page, note.getByRole('button', { name: 'I have read this' }))
    await note.waitFor({ state: 'detached' })
    await shell.core.dispatch({ method: 'workspace.close', input: {} })
  })

  it('that cannot be opened offers to save what can be read, and tells what that was', async () => {
    const { page, folder } = shell
    const broken = join(folder, 'broken')
    cpSync(workspace, broken, { recursive: true })
    const file = openSync(join(broken, 'workspace.db'), 'r+')
    writeSync(file, Buffer.alloc(64, 7), 0, 64, 2000)
    closeSync(file)
    await press(page, page.getByRole('button', { name: /^Open a workspace/ }))
    await typeInto(page, page.getByLabel('Folder'), broken)
    await typeInto(page, page.getByLabel('Passphrase'), passphrase)
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/database is damaged/)
      .waitFor()
    expect(await axeFindings(page)).toEqual([])
    await press(page, page.getByRole('button', { name: 'Save what can be read' }))
    await typeInto(page, page.getByLabel('New folder'), join(folder, 'saved'))
    await typeInto(page, page.getByLabel('Passphrase of the workspace'), passphrase)
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'What could be read was saved' }).waitFor()
    await page.getByText('3 reviews').waitFor()
    await page.getByText('3 files of evidence').waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(readFileSync(join(folder, 'saved/report.md'), 'utf8')).toContain('# What could be read')
    expect(shell.faults).toEqual([])
  })
})

/** Three changes, as another process makes them. */
async function workOn(path: string): Promise<void> {
  const core = await createCore({ resources, settings: join(path, '../other settings') })
  await core.dispatch({ method: 'workspace.open', input: { path, passphrase } })
  for (const title of ['One', 'Two', 'Three'])
    await core.dispatch({ method: 'incidents.create', input: { title } })
  await core.close()
}
