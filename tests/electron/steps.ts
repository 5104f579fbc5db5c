import { join } from 'node:path'
import type { Page } from 'playwright'
import { type Desktop, root } from './desktop.ts'

export const passphrase = 'a long passphrase'
export const title = 'Search results were empty'

export async function createWorkspace(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: /^Create a workspace/ }).click()
  await page.getByLabel('Name', { exact: true }).fill('Example reviews')
  await page.getByLabel('Folder').fill(folder)
  await page.getByLabel('Your name').fill('Dana Example')
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('Passphrase again').fill(passphrase)
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
}

/** Runs a command of the palette by its name. */
export async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog', { name: 'Commands' }).waitFor()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
}

/** What the next native dialogs answer. */
export async function answerDialogs(
  { app }: Desktop,
  answers: { open?: string[]; save?: string; message?: number },
): Promise<void> {
  await app.evaluate(({ dialog }, { open, save, message }) => {
    dialog.showOpenDialog = async () => ({ canceled: !open, filePaths: open ?? [] })
    dialog.showSaveDialog = async () => ({ canceled: !save, filePath: save ?? '' })
    dialog.showMessageBox = async () => ({ response: message ?? 0, checkboxChecked: false })
  }, answers)
}

/** Imports the post-mortem of the tests, and shows its review. */
export async function importReview(desktop: Desktop): Promise<void> {
  const { page } = desktop
  await answerDialogs(desktop, { open: [join(root, 'tests/electron/post-mortem.md')] })
  await command(page, 'Import post-mortems')
  await page.getByRole('button', { name: 'Choose files' }).click()
  await page.getByRole('button', { name: 'Import 1 file' }).click()
  await page.getByRole('grid', { name: 'Imported files' }).waitFor()
  await page.getByRole('link', { name: 'Reviews', exact: true }).click()
  await page.getByText(title).first().click()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}
