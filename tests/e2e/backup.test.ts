import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { axeFindings, type BrowserShell, chromiumPath, command, isBuilt, openBrowserShell } from './shell.ts'

const why = !chromiumPath ? 'no Chromium' : !isBuilt ? 'the interface is not built (npm run build)' : ''
if (why) console.warn(`SKIPPED: backups from the window: ${why}`)

describe.skipIf(why)(`a backup from the window ${why}`, () => {
  let shell: BrowserShell
  let evidence: { number: string; title: string }
  let stored: string

  async function call<T>(method: string, input: object): Promise<T> {
    const answer = await shell.core.dispatch({ method, input })
    if ('error' in answer) throw new Error(`${method}: ${answer.error.message}`)
    return answer.ok as T
  }

  beforeAll(async () => {
    shell = await openBrowserShell()
    const path = join(shell.folder, 'workspace')
    const person = { name: 'Dana Example', email: '' }
    await call('workspace.create', { path, name: 'Example', person, passphrase: 'a long passphrase' })
    writeFileSync(join(shell.folder, 'outage.md'), '# Outage\n\n## Summary\n\nIt happened and ended.\n')
    const { ref } = await shell.core.files.offer(join(shell.folder, 'outage.md'))
    await call('imports.run', { files: [ref] })
    const list = () => call<{ rows: (typeof evidence & { sha256: string })[] }>('evidence.list', {})
    const row = await vi.waitFor(
      async () => (await list()).rows[0] ?? Promise.reject(new Error('none yet')),
      20_000,
    )
    evidence = row
    stored = join(path, 'evidence', row.sha256.slice(0, 2), row.sha256.slice(2))
  })
  afterAll(() => shell?.close())

  it('goes to the user as a file, and says that it is whole', async () => {
    const { page } = shell
    await page.reload()
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
    const download = page.waitForEvent('download')
    await command(page, 'Back up the workspace')
    expect((await download).suggestedFilename()).toMatch(/^Example backup [\d-]{10}\.afterword$/)
    await page.getByRole('status').getByText('The backup was written and verified').waitFor()
  })

  it('that lacks evidence is made all the same, and leads to what it lacks and the way back', async () => {
    const { page } = shell
    rmSync(stored)
    const download = page.waitForEvent('download')
    await command(page, 'Back up the workspace')
    await download
    const missing = page.getByRole('region', { name: 'Missing from the backup' })
    await missing.getByText(evidence.number).waitFor()
    expect(await missing.textContent()).toContain(evidence.title)
    expect(await missing.textContent()).toContain('Restore that one into a new folder')
    expect(await axeFindings(page)).toEqual([])
  })

  it('that is whole again takes the word back', async () => {
    const { page } = shell
    const { ref } = await shell.core.files.offer(join(shell.folder, 'outage.md'))
    const [review] = (await call<{ rows: { id: string }[] }>('reviews.list', {})).rows
    await call('evidence.add', { reviewId: review!.id, file: ref })
    await page.getByRole('button', { name: 'Back up now' }).click()
    await page.getByRole('status').getByText('The backup was written and verified').waitFor()
    expect(await page.getByRole('region', { name: 'Missing from the backup' }).count()).toBe(0)
    expect(shell.faults).toEqual([])
  })
})
