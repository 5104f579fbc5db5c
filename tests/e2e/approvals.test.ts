import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplePassphrase } from '#core/sample/buildSample.ts'
import { type BrowserShell, chromiumPath, command, isBuilt, openBrowserShell } from './shell.ts'

const why = !chromiumPath ? 'no Chromium' : !isBuilt ? 'the interface is not built (npm run build)' : ''
if (why) console.warn(`SKIPPED: approvals in a browser: ${why}`)

async function actAs(page: Page, name: string): Promise<void> {
  await command(page, 'Switch person')
  const person = page.getByRole('combobox', { name: 'Person' })
  await person.fill(name)
  await page.getByRole('option', { name }).click()
  await page.getByLabel(`Passphrase of ${name}`).fill(samplePassphrase)
  await page.getByRole('button', { name: `Act as ${name}` }).click()
  await page.getByText(`${name} acts from now on`).first().waitFor()
}

async function sign(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click()
  await page.getByLabel('Your passphrase for signing').fill(samplePassphrase)
  await page.getByRole('button', { name: 'Sign approval' }).click()
  await page.getByText('The approval was signed').first().waitFor()
}

describe.skipIf(why)(`a review of the sample ${why}`, () => {
  let shell: BrowserShell
  beforeAll(async () => {
    shell = await openBrowserShell()
  })
  afterAll(() => shell?.close())

  const reviews = async () => {
    const answer = await shell.core.dispatch({ method: 'reviews.list', input: { sort: 'key', order: 'asc' } })
    return (answer as { ok: { rows: { id: string; key: string; state: string }[] } }).ok?.rows ?? []
  }
  const stateOf = async (key: string) => (await reviews()).find((row) => row.key === key)?.state

  it('waits for somebody who did not write it', async () => {
    const { page } = shell
    await page.getByRole('button', { name: /^Look around/ }).click()
    await expect.poll(async () => (await reviews()).length, { timeout: 60_000 }).toBe(3)
    await page.getByText('Mira Lindqvist').first().waitFor()
    const review = (await reviews()).find(({ state }) => state === 'technical-validation')!
    await page.evaluate((id) => {
      location.hash = `#/reviews/${id}/approvals`
    }, review.id)
    await page
      .getByText(/Waiting for technical validation/)
      .first()
      .waitFor()
    expect(await page.getByRole('button', { name: 'Validate technically', exact: true }).count()).toBe(0)
  })

  it('is validated by one person and reviewed by another, each with a key of their own', async () => {
    const { page } = shell
    await actAs(page, 'Jonas Weber')
    await sign(page, 'Validate technically')
    await expect.poll(() => stateOf('REV-2026-0002')).toBe('process-review')
    await actAs(page, 'Amara Okafor')
    await sign(page, 'Approve the process')
    await expect.poll(() => stateOf('REV-2026-0002')).toBe('approved')
  })

  it('is sealed by an export, and its pack is good in all three verdicts', async () => {
    const { page, core, folder } = shell
    await page.getByRole('button', { name: 'Seal', exact: true }).click()
    await page.getByLabel('Passphrase of Amara Okafor').fill(samplePassphrase)
    await page.getByRole('button', { name: 'Seal review and export' }).click()
    const saving = page.waitForEvent('download', { timeout: 90_000 })
    await page.getByRole('button', { name: 'Save pack' }).click({ timeout: 90_000 })
    const path = join(folder, 'pack.asice')
    await (await saving).saveAs(path)
    expect(await stateOf('REV-2026-0002')).toBe('sealed')
    const { ref } = await core.files.offer(path)
    const good = { outcome: 'good' }
    expect(await core.dispatch({ method: 'verification.verify', input: { file: ref } })).toMatchObject({
      ok: { kind: 'pack', signature: good, integrity: good, completeness: good },
    })
  })

  it('has thrown no error on the way', () => {
    expect(shell.faults).toEqual([])
  })
})
