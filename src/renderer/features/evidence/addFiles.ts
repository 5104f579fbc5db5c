import type { OfferedFile } from '#shared/contract/common.ts'
import { say, sayFailure } from '../../components/quietStatus.ts'
import { asFailure, call } from '../../data/call.ts'

/** Adds files to a review's evidence, one after another; answers the id of the last one that was added. */
export async function addFiles(reviewId: string, files: readonly OfferedFile[]): Promise<string | null> {
  let last: string | null = null
  const added: string[] = []
  for (const file of files) {
    try {
      const done = await call('evidence.add', { reviewId, file: file.ref, title: titleOf(file.name) })
      added.push(done.number)
      last = done.id
    } catch (error) {
      const before = added.length > 0 ? `${added.join(', ')} added. ` : ''
      sayFailure(`${before}${file.name} was not added: ${asFailure(error).message}`)
      return last
    }
  }
  if (added.length === 1) say(`${added[0]} was added`)
  if (added.length > 1) say(`${added.length} files were added, ${added[0]} to ${added.at(-1)}`)
  return last
}

/** A first title for evidence: its file's name without the ending, with spaces. */
export function titleOf(fileName: string): string {
  const title = fileName
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replace(/[_]+/g, ' ')
    .trim()
  return title || fileName
}

/** Files in a clipboard: a picture that was copied, or files from the file manager. */
export function filesOf(clipboard: DataTransfer | null, now: Date): File[] {
  return [...(clipboard?.files ?? [])].map((file) => {
    if (!/^image\.\w+$/.test(file.name)) return file
    const stamp = now.toISOString().slice(0, 16).replace('T', ' ').replace(':', '.')
    return new File([file], `Pasted picture ${stamp} UTC.${file.name.split('.')[1]}`, { type: file.type })
  })
}
