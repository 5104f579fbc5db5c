import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallInput, MethodName, Output } from '#shared/contract/index.ts'
import type { Session } from '#shared/contract/sessions.ts'
import {
  axeFindings,
  type BrowserShell,
  chromiumPath,
  command,
  isBuilt,
  openBrowserShell,
  press,
  typeInto,
} from './shell.ts'

const why = !chromiumPath ? 'no Chromium' : !isBuilt ? 'the interface is not built (npm run build)' : ''
if (why) console.warn(`SKIPPED: a session in a browser: ${why}`)

describe.skipIf(why)(`a session, by keyboard alone ${why}`, () => {
  let shell: BrowserShell
  let reviewId: string
  const call = async <M extends MethodName>(method: M, input: CallInput<M>): Promise<Output<M>> => {
    const answer = await shell.core.dispatch({ method, input })
    if ('error' in answer) throw new Error(answer.error.message)
    return answer.ok as Output<M>
  }
  const session = async (): Promise<Session> => (await call('sessions.list', { reviewId })).at(-1)!
  const itemAt = async () => (await session()).agenda.findIndex((item) => item.startedAt && !item.endedAt)

  beforeAll(async () => {
    shell = await openBrowserShell()
    await call('workspace.create', {
      path: `${shell.folder}/workspace`,
      name: 'Example',
      person: { name: 'Dana Example' },
      passphrase: 'correct horse battery',
    })
    const incident = await call('incidents.create', { title: 'Search results were empty' })
    const [facilitator] = (await call('people.list', {})).rows
    const facilitatorId = facilitator!.id
    const input = { incidentId: incident.id, templateId: 'blameless-standard', facilitatorId }
    reviewId = (await call('reviews.create', input)).id
    await shell.page.reload()
    await shell.page.getByRole('navigation', { name: 'Rooms' }).waitFor()
    await shell.page.evaluate((id) => {
      location.hash = `#/reviews/${id}/session`
    }, reviewId)
  })
  afterAll(() => shell?.close())

  it('is started, and goes on from its opening', async () => {
    const { page } = shell
    // Fields for people open their list on the way, and hide the rest from assistive technology meanwhile.
    await press(page, page.locator('button', { hasText: /^Start session$/ }))
    await press(page, page.getByRole('button', { name: 'Begin with “Opening”' }))
    await page.getByRole('button', { name: 'Go on to “Timeline”' }).waitFor()
    expect(await itemAt()).toBe(0)
    await page.keyboard.press('Alt+N')
    await expect.poll(itemAt).toBe(1)
  })

  it('keeps decisions and what is parked, and each is changed where it stands', async () => {
    const { page } = shell
    await typeInto(page, page.getByRole('textbox', { name: 'Add a decision' }), 'Alert on the pool')
    await page.keyboard.press('Enter')
    await typeInto(page, page.getByRole('textbox', { name: 'Park something for later' }), 'The status page')
    await page.keyboard.press('Enter')
    await press(page, page.getByRole('button', { name: 'Change “Alert on the pool”' }))
    await page.keyboard.press('End')
    await page.keyboard.type(' and on the queue')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await session()).decisions).toEqual(['Alert on the pool and on the queue'])
    await press(page, page.getByRole('button', { name: 'Change “The status page”' }))
    await page.keyboard.type(' that nobody keeps')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Change “The status page”' }).waitFor()
    expect((await session()).parkingLot).toEqual(['The status page'])
  })

  it('is shown to the room, moved on there by arrows and by a remote control, and left by Escape', async () => {
    const { page } = shell
    await command(page, 'Show the session to the room')
    await page.getByRole('dialog').getByRole('heading', { name: 'Timeline' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('ArrowRight')
    await page.getByRole('dialog').getByRole('heading', { name: 'Contributing factors' }).waitFor()
    await page.keyboard.press('PageDown')
    await page.getByRole('dialog').getByRole('heading', { name: 'Actions' }).waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('dialog').getByRole('heading', { name: 'Contributing factors' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Show to the room' }).waitFor()
    expect(await itemAt()).toBe(2)
  })

  it('is ended; what was written can be completed afterwards', async () => {
    const { page } = shell
    await press(page, page.getByRole('button', { name: 'End session' }))
    await page.getByRole('dialog', { name: 'End this session' }).waitFor()
    await press(page, page.getByRole('dialog').getByRole('button', { name: 'End session' }))
    await press(page, page.getByRole('button', { name: 'Edit what was written' }))
    await typeInto(page, page.getByRole('textbox', { name: 'Add a decision' }), 'Tell the suppliers')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await session()).decisions.at(-1)).toBe('Tell the suppliers')
    expect(await axeFindings(page)).toEqual([])
    await press(page, page.getByRole('button', { name: 'Done', exact: true }))
    await page.getByRole('button', { name: 'Edit what was written' }).waitFor()
  })

  it('has thrown no error on the way', () => {
    expect(shell.faults).toEqual([])
  })
})
