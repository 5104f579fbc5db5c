import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallInput, MethodName, Output } from '#shared/contract/index.ts'
import { axeFindings, type BrowserShell, chromiumPath, isBuilt, openBrowserShell } from './shell.ts'

const why = !chromiumPath ? 'no Chromium' : !isBuilt ? 'the interface is not built (npm run build)' : ''
if (why) console.warn(`SKIPPED: how the window behaves: ${why}`)
const noPoppler = spawnSync('pdftotext', ['-v']).status !== 0
if (noPoppler) console.warn('SKIPPED: what is printed: pdftotext (poppler-utils) is missing')

const rooms = ['home', 'reviews', 'incidents', 'actions', 'evidence', 'templates', 'people', 'identities']
  .concat(['auditLog', 'verify', 'settings', 'import', 'search'])
  .map((room) => `#/${room}`)
const parts = ['sections', 'facts', 'session', 'timeline', 'factors', 'actions', 'readiness', 'history']
const longWord = 'Donaudampfschifffahrtsgesellschaft'.repeat(8)

describe.skipIf(why)(`the window ${why}`, () => {
  let shell: BrowserShell
  let reviewId: string
  const call = async <M extends MethodName>(method: M, input: CallInput<M>): Promise<Output<M>> => {
    const answer = await shell.core.dispatch({ method, input })
    if ('error' in answer) throw new Error(answer.error.message)
    return answer.ok as Output<M>
  }
  const show = async (hash: string) => {
    await shell.page.evaluate((to) => {
      location.hash = to
    }, hash)
    await shell.page.locator('#main').locator('h1, h2').first().waitFor()
  }
  const part = (name: string) => `#/reviews/${reviewId}/${name}`

  beforeAll(async () => {
    shell = await openBrowserShell()
    await call('workspace.create', {
      path: `${shell.folder}/workspace`,
      name: 'Example',
      person: { name: 'Dana Example' },
      passphrase: 'correct horse battery',
    })
    const incident = await call('incidents.create', { title: longWord })
    const review = { incidentId: incident.id, templateId: 'blameless-standard', title: longWord }
    reviewId = (await call('reviews.create', review)).id
    for (let minute = 0; minute < 300; minute++) {
      const at = new Date(Date.UTC(2026, 9, 14, 9, minute)).toISOString()
      const text = minute === 150 ? longWord : `Entry ${minute} of a long evening`
      const zoned = { at, text: at, offsetMinutes: 0, zone: 'UTC', precision: 'minute', doubt: null } as const
      await call('timeline.add', { reviewId, time: zoned, text, source: longWord, key: minute % 50 === 0 })
    }
    await call('actions.add', { reviewId, title: longWord })
    await shell.page.reload()
    await shell.page.getByRole('navigation', { name: 'Rooms' }).waitFor()
  })
  afterAll(() => shell?.close())

  it.each([
    [1024, 768],
    [640, 480],
  ])('needs no scrolling sideways at %i by %i, however long the words are', async (width, height) => {
    const { page } = shell
    await page.setViewportSize({ width, height })
    for (const hash of [...rooms, ...parts.map(part)]) {
      await show(hash)
      await page.waitForTimeout(100)
      const wide = await page.evaluate(() => {
        const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX)
        return [document.documentElement, ...document.querySelectorAll('#main, #main *, .inspector-body')]
          .filter((element) => scrolls(element) && element.scrollWidth > element.clientWidth + 1)
          .map((element) => element.className)
      })
      expect([hash, wide]).toEqual([hash, []])
    }
    await page.setViewportSize({ width: 1360, height: 860 })
  })

  it('says what a template asks of a review, and who approves', async () => {
    await show('#/templates/blameless-standard')
    await shell.page.getByText('At least 2 contributing factors').waitFor()
    await shell.page.getByText('Technical validation: engineering lead').waitFor()
  })

  it('offers the way on where a review is not there', async () => {
    const { page } = shell
    await page.evaluate(() => {
      location.hash = '#/reviews/01a13e7b-7240-7dc4-94e3-7a0b734e4599'
    })
    await page.getByText('This review is no longer there.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Show all reviews' }).click()
    await page.getByRole('grid', { name: 'Reviews' }).waitFor()
  })

  it.skipIf(noPoppler)('prints the whole timeline, light, and without what surrounds it', async () => {
    const { page, folder } = shell
    await page.emulateMedia({ colorScheme: 'dark' })
    await show(part('timeline'))
    await page.getByText('Entry 1 of a long evening').waitFor()
    const path = join(folder, 'printed.pdf')
    await page.pdf({ path, format: 'A4' })
    const words = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    for (const minute of [0, 1, 149, 299]) expect(words).toContain(`Entry ${minute} of a long evening`)
    expect(words).not.toMatch(/Templates|Settings|Add entry|Encrypted/)
    const ink = await page.evaluate(() => getComputedStyle(document.body).color)
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toBe(ink)
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
  })

  it('saves what was written while the core did not answer, once it does', async () => {
    const { page } = shell
    await show(part('sections'))
    await page.getByRole('textbox', { name: 'Summary' }).click()
    await page.route('**/rpc', (route) => route.abort())
    await page.keyboard.type('Written in the dark.')
    await page.getByText('Afterword does not answer').first().waitFor()
    await page.unroute('**/rpc')
    await page.keyboard.press('Tab')
    await expect
      .poll(async () => (await call('reviews.get', { id: reviewId })).sections[0]?.markdown)
      .toBe('Written in the dark.')
    shell.faults.splice(
      0,
      Number.POSITIVE_INFINITY,
      ...shell.faults.filter((fault) => !/ERR_FAILED/.test(fault)),
    )
  })

  it('has thrown no error on the way', () => {
    expect(shell.faults).toEqual([])
  })
})
