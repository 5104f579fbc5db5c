import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings, type BrowserShell, chromiumPath, isBuilt, openBrowserShell } from './shell.ts'

const why = !chromiumPath ? 'no Chromium' : !isBuilt ? 'the interface is not built (npm run build)' : ''
if (why) console.warn(`SKIPPED: what axe finds in the views: ${why}`)

const rooms = ['home', 'reviews', 'incidents', 'actions', 'evidence', 'templates', 'people', 'identities']
  .concat(['auditLog', 'verify', 'settings', 'handbook', 'import', 'search', 'workspace'])
  .map((room) => `#/${room}`)
const parts = ['sections', 'facts', 'session', 'timeline', 'factors', 'actions', 'evidence', 'readiness']
  .concat(['approvals', 'exports', 'history'])
  .map((part) => `#/reviews/<review>/${part}`)

describe.skipIf(why).each(['light', 'dark'] as const)(
  `with the %s theme ${why}, axe finds nothing`,
  (theme) => {
    let shell: BrowserShell
    let reviewId: string
    beforeAll(async () => {
      shell = await openBrowserShell()
      await shell.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await shell.page.getByRole('button', { name: /^Look around/ }).waitFor()
    })
    afterAll(() => shell?.close())

    it('at the start', async () => {
      expect(await axeFindings(shell.page)).toEqual([])
    })

    it.each(['Create a workspace', 'Open a workspace', 'Verify a file'])('in: %s', async (name) => {
      const { page } = shell
      await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
      const back = page.getByRole('button', { name: 'Back', exact: true })
      await back.waitFor()
      expect(await axeFindings(page)).toEqual([])
      await back.click()
    })

    it('in the sample workspace, once it is opened', async () => {
      await shell.page.getByRole('button', { name: /^Look around/ }).click()
      // It is shown when it is whole.
      await shell.page.getByRole('navigation', { name: 'Rooms' }).waitFor({ timeout: 60_000 })
      const answer = await shell.core.dispatch({ method: 'reviews.list', input: { states: ['approved'] } })
      const { rows, total } = (answer as { ok: { rows: { id: string }[]; total: number } }).ok
      expect(total).toBe(1)
      reviewId = rows[0]!.id
    })

    it.each([...rooms, ...parts])('in %s', async (hash) => {
      const { page } = shell
      await page.evaluate(
        (to) => {
          location.hash = to
        },
        hash.replace('<review>', reviewId),
      )
      await page.locator('#main').locator('h1, h2').first().waitFor()
      await page.waitForTimeout(150)
      expect(await axeFindings(page)).toEqual([])
    })

    it('in the palette', async () => {
      await shell.page.keyboard.press('Control+K')
      await shell.page.getByRole('dialog', { name: 'Commands' }).waitFor()
      expect(await axeFindings(shell.page)).toEqual([])
      await shell.page.keyboard.press('Escape')
    })

    it('and no view threw an error', () => {
      expect(shell.faults).toEqual([])
    })
  },
)
