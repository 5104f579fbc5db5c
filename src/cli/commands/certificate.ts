import type { Command } from '../command.ts'
import { print, printJson } from '../output.ts'
import { withWorkspace } from '../session.ts'

export const certificate: Command = {
  usage: 'WORKSPACE',
  about: 'the root certificate, as PEM',
  words: [1, 1],
  run: (context) =>
    withWorkspace(context, async ({ session }) => {
      const root = await session.call('identities.certificate', {})
      if (context.json) printJson(root)
      else print(root.pem.trimEnd())
      return 0
    }),
}
