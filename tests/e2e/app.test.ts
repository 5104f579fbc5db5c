import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BrowserShell,
  chromiumPath,
  command,
  isBuilt,
  openBrowserShell,
  press,
  tabTo,
  typeInto,
} from './shell.ts'

const why = !chromiumPath ? 'no Chromium' : !isBuilt ? 'the interface is not built (npm run build)' : ''
if (why) console.warn(`SKIPPED: the application in a browser: ${why}`)

const passphrase = 'correct horse battery'
const postMortem = join(import.meta.dirname, '../electron/post-mortem.md')
const title = 'Search results were empty'

describe.skipIf(why)(`from an empty machine to an exported PDF, by keyboard alone ${why}`, () => {
  let shell: BrowserShell
  beforeAll(async () => {
    shell = await openBrowserShell()
  })
  afterAll(() => shell?.close())

  it('makes a workspace', async () => {
    const { page, folder } = shell
    await press(page, page.getByRole('button', { name: /^Create a workspace/ }))
    await typeInto(page, page.getByLabel('Name', { exact: true }), 'Example')
    await typeInto(page, page.getByLabel('Folder'), join(folder, 'workspace'))
    await typeInto(page, page.getByLabel('Your name'), 'Dana Example')
    await typeInto(page, page.getByLabel('Passphrase', { exact: true }), passphrase)
    await typeInto(page, page.getByLabel('Passphrase again'), passphrase)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
  })

  it('imports a post-mortem and says what became what', async () => {
    const { page } = shell
    await command(page, 'Import post-mortems')
    const choosing = page.waitForEvent('filechooser')
    await press(page, page.getByRole('button', { name: 'Choose files' }))
    await (await choosing).setFiles(postMortem)
    await press(page, page.getByRole('button', { name: 'Import 1 file' }))
    await page.getByRole('grid', { name: 'Imported files' }).waitFor()
    await page.getByText('post-mortem.md').first().waitFor()
  })

  it('opens the review and writes in it', async () => {
    const { page } = shell
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await command(page, 'Show timeline')
    await page.getByText('The old index is taken away.').first().waitFor()
    await command(page, 'Show factors')
    await page.getByText('by its age').first().waitFor()
    await command(page, 'Show sections')
    await tabTo(page, page.getByRole('textbox', { name: 'Summary' }))
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' It is written on from here.')
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor()
  })

  it('signs and exports a PDF, which the verifier finds good', async () => {
    const { page, folder, core } = shell
    await press(page, page.getByRole('button', { name: 'More for this review' }))
    await page.getByRole('menuitem', { name: 'Export' }).waitFor()
    await page.keyboard.type('Export')
    await page.keyboard.press('Enter')
    await typeInto(page, page.getByLabel('Passphrase of Dana Example'), passphrase)
    await press(page, page.getByRole('button', { name: 'Sign and export' }))
    const saving = page.waitForEvent('download')
    await press(page, page.getByRole('button', { name: 'Save PDF' }))
    const path = join(folder, 'saved.pdf')
    await (await saving).saveAs(path)
    const { ref } = await core.files.offer(path)
    const answer = await core.dispatch({ method: 'verification.verify', input: { file: ref } })
    expect(answer).toMatchObject({ ok: { signature: { outcome: 'good' }, integrity: { outcome: 'good' } } })
  })

  it('closes the workspace, refuses a wrong passphrase, and opens it again', async () => {
    const { page } = shell
    await command(page, 'Close the workspace')
    await press(page, page.getByRole('button', { name: /^Example/ }))
    await tabTo(page, page.getByLabel('Passphrase'))
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('This passphrase does not open the workspace').waitFor()
    await typeInto(page, page.getByLabel('Passphrase'), passphrase)
    await page.keyboard.press('Enter')
    await command(page, 'Go to Reviews')
    await page.getByText(title).first().waitFor()
  })

  it('has thrown no error on the way', () => {
    expect(shell.faults).toEqual([])
  })
})
