import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '#shared/contract/envelope.ts'
import type { CallInput, MethodName, Output } from '#shared/contract/index.ts'
import { axeFindings, type BrowserShell, chromiumPath, isBuilt, openBrowserShell } from './shell.ts'

if (!chromiumPath) console.warn('tests/e2e/templates.test.ts: skipped, because Chromium is not installed.')
if (!isBuilt) console.warn('tests/e2e/templates.test.ts: skipped, because the interface is not built.')

describe.skipIf(!chromiumPath || !isBuilt)('a template that two people edit', () => {
  let shell: BrowserShell
  beforeAll(async () => {
    shell = await openBrowserShell()
    await call('workspace.openSample', {})
    await shell.page.reload()
  }, 60_000)
  afterAll(() => shell?.close())

  async function call<M extends MethodName>(method: M, input: CallInput<M>): Promise<Output<M>> {
    const answer = (await shell.core.dispatch({ method, input })) as Answer<Output<M>>
    if ('ok' in answer) return answer.ok
    throw new Error(`${method}: ${answer.error.message}`)
  }

  it('is not saved over what the other one saved, before somebody has decided', {
    timeout: 60_000,
  }, async () => {
    const { page } = shell
    // As another window has it: somebody who may change templates.
    const { open } = await call('workspace.state', {})
    expect(open?.person.roles).toContain('administrator')
    await page.goto(`${new URL(page.url()).origin}/#/templates/near-miss/edit`)
    const text = page.getByLabel('Template as Markdown')
    await text.waitFor()
    const markdown = await text.inputValue()
    await text.fill(markdown.replace(/^name: .*$/m, 'name: Near miss, ours'))
    await call('templates.save', {
      markdown: markdown.replace(/^name: .*$/m, 'name: Near miss, theirs'),
      base: { id: 'near-miss', version: 1 },
    })
    const overtaken = page.getByRole('alert', { name: 'Two texts of the template' })
    await overtaken.waitFor()
    await overtaken.getByText('Version 2', { exact: true }).click()
    const theirs = await page.getByLabel('The text of version 2').inputValue()
    expect(theirs).toContain('name: Near miss, theirs')
    expect(await page.getByRole('button', { name: 'Save as version 3' }).isDisabled()).toBe(true)
    expect(await axeFindings(page)).toEqual([])
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/template.png` })
    await overtaken.getByRole('button', { name: 'Go on with yours' }).click()
    await page.getByRole('button', { name: 'Save as version 3' }).click()
    await page.getByRole('heading', { name: 'Near miss, ours' }).waitFor()
    expect((await call('templates.get', { id: 'near-miss' })).versions).toEqual([3, 2, 1])
    expect(shell.faults).toEqual([])
  })
})
