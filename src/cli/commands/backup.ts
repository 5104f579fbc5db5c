import { resolve } from 'node:path'
import type { Command } from '../command.ts'
import { keep, offerAll } from '../files.ts'
import { note, print, printJson } from '../output.ts'
import { workspacePassphrase } from '../passphrase.ts'
import { withCore, withWorkspace } from '../session.ts'

const wayBack =
  'All else is in the backup. Keep older backups: one of them may still have the evidence. Restore that one into a new folder, save the files from there, and add the same files to their reviews again; that mends them.'

export const backup: Command = {
  usage: 'WORKSPACE FILE',
  about: 'one file with everything, verified after writing; 1 where evidence was missing, by name',
  words: [2, 2],
  run: (context) =>
    withWorkspace(context, async ({ session }) => {
      const { file, missing } = await session.call('workspace.backup', {})
      const path = await keep(session, file, context.words[1]!)
      if (context.json) printJson({ path, size: file.size, missing })
      else print(`${path}, ${file.size} bytes. Its passphrase is that of the workspace.`)
      for (const name of missing)
        note(`Not in this backup, since its stored file is missing or cut off: ${name}`)
      if (missing.length > 0) note(wayBack)
      return missing.length > 0 ? 1 : 0
    }),
}

export const restore: Command = {
  usage: 'FILE WORKSPACE',
  about: 'a new workspace from a backup',
  words: [2, 2],
  async run(context) {
    const passphrase = await workspacePassphrase(context)
    return withCore(context, async (session) => {
      const [file] = await offerAll(session, [context.words[0]!])
      const restored = await session.call('workspace.restore', {
        file: file!.ref,
        path: resolve(context.words[1]!),
        passphrase,
      })
      if (context.json) printJson(restored)
      else print(`The workspace stands in ${restored.path}.`)
      return 0
    })
  },
}
