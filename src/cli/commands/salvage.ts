import { resolve } from 'node:path'
import type { Command } from '../command.ts'
import { print, printJson } from '../output.ts'
import { workspacePassphrase } from '../passphrase.ts'
import { withCore } from '../session.ts'

export const salvage: Command = {
  usage: 'WORKSPACE FOLDER',
  about:
    'what can still be read of a damaged workspace, decrypted, into a new folder; exit code 1 where anything is lost',
  words: [2, 2],
  async run(context) {
    const passphrase = await workspacePassphrase(context)
    return withCore(context, async (session) => {
      const found = await session.call('workspace.salvage', {
        path: resolve(context.words[0]!),
        folder: resolve(context.words[1]!),
        passphrase,
      })
      if (context.json) printJson(found)
      else
        print(
          [
            `${found.reviews} reviews, ${found.actions} action items, ${found.evidence.files} files of evidence and ${found.log.events} events of the audit log stand in ${found.path}, not encrypted.`,
            ...found.notes,
            found.whole
              ? 'Nothing is missing.'
              : 'Not everything could be read: report.md there says what is missing.',
          ].join('\n'),
        )
      return found.whole ? 0 : 1
    })
  },
}
