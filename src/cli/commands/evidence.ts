import type { Command } from '../command.ts'
import { offerAll } from '../files.ts'
import { print, printJson } from '../output.ts'
import { reviewCalled } from '../reviews.ts'
import { withWorkspace } from '../session.ts'

export const evidenceAdd: Command = {
  usage: 'WORKSPACE REVIEW FILE...',
  about: 'keeps the files as evidence of the review, hashed and encrypted',
  words: [3, Number.POSITIVE_INFINITY],
  run: (context) =>
    withWorkspace(context, async ({ session }) => {
      const files = await offerAll(session, context.words.slice(2))
      const review = await reviewCalled(session, context.words[1]!)
      const added = []
      for (const file of files) {
        const evidence = await session.call('evidence.add', { reviewId: review.id, file: file.ref })
        added.push({ ...evidence, fileName: file.name })
        if (!context.json)
          print(
            `${evidence.number}  ${evidence.sha256}  ${file.name}${evidence.known ? ' (known already)' : ''}`,
          )
      }
      if (context.json) printJson(added)
      return 0
    }),
}
