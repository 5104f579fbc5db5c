import type { Command } from '../command.ts'
import { print, printJson } from '../output.ts'
import { withWorkspace } from '../session.ts'

export const auditVerify: Command = {
  usage: 'WORKSPACE',
  about: 'reads the whole audit log and names what was altered, removed or reordered',
  words: [1, 1],
  run: (context) =>
    withWorkspace(context, async ({ session }) => {
      const found = await session.call('auditLog.verify', {})
      if (context.json) printJson(found)
      else if (found.good) print(`The audit log is whole: ${found.events} events, root ${found.root}.`)
      else
        print(
          ['The audit log does not hold.', ...found.problems.map((problem) => `  - ${problem}`)].join('\n'),
        )
      return found.good ? 0 : 1
    }),
}
