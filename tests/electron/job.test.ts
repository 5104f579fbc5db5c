import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desktop, DesktopRig, findDesktop } from './desktop.ts'
import { answerDialogs, createWorkspace, importReview, passphrase } from './steps.ts'

const { program, why } = findDesktop()
if (!program) console.warn(`SKIPPED: the main job in the desktop application: ${why}`)

describe.skipIf(!program)(
  `from an empty computer to a verified pack (${why ?? 'in a real Electron'})`,
  () => {
    let rig: DesktopRig
    let desktop: Desktop
    let pack: string
    beforeAll(async () => {
      rig = new DesktopRig(program!)
      pack = join(rig.folder, 'pack.asice')
      desktop = await rig.open()
    })
    afterAll(async () => {
      await desktop?.close()
      rig?.close()
    })

    it('makes a workspace and a review', async () => {
      await createWorkspace(desktop.page, join(rig.folder, 'workspace'))
      await importReview(desktop)
    })

    it('signs and exports a pack, and keeps it where the user says', async () => {
      const { page } = desktop
      await page.getByRole('button', { name: 'More for this review' }).click()
      await page.getByRole('menuitem', { name: 'Export' }).click()
      await page.getByLabel('Passphrase of Dana Example').fill(passphrase)
      await page.getByRole('button', { name: 'Sign and export' }).click()
      await page.getByLabel('Exported files').waitFor({ timeout: 90_000 })
      await answerDialogs(desktop, { save: pack })
      await page.getByRole('button', { name: 'Save pack' }).click()
      await expect.poll(() => existsSync(pack) && statSync(pack).size).toBeGreaterThan(10_000)
    })

    it('lets the pack be dragged out under its own name', async () => {
      const { app, page } = desktop
      await app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        window!.webContents.startDrag = ({ file }) => {
          ;(globalThis as { dragged?: string }).dragged = file
        }
      })
      const name = page.locator('.drag-out', { hasText: '.asice' })
      const shown = (await name.textContent())!.trim()
      await name.dispatchEvent('dragstart')
      const dragged = () => app.evaluate(() => (globalThis as { dragged?: string }).dragged ?? '')
      await expect.poll(dragged).toContain(shown)
      expect(readFileSync(await dragged())).toEqual(readFileSync(pack))
    })

    it('verifies the pack when the system hands it over, beside the open workspace', async () => {
      rig.start([pack])
      await desktop.page.getByText('pack.asice').first().waitFor()
      await desktop.page.getByText('Signed by somebody you trust.').waitFor()
      await desktop.page.getByText('Unchanged since it was signed.').waitFor()
      expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    })
  },
)
