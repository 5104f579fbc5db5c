import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from '#server/server.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Command } from '../command.ts'
import { note, print, printJson } from '../output.ts'
import { withWorkspace } from '../session.ts'

export const serve: Command = {
  usage: 'WORKSPACE',
  about: 'the browser shell, on this computer alone; prints its launch link',
  words: [1, 1],
  run(context) {
    const staticFolder = context.places.interface
    if (!existsSync(join(staticFolder, 'index.html')))
      throw new AfterwordError('not-found', 'The interface is not built yet. Run “npm run build” first.')
    return withWorkspace(context, async ({ session }) => {
      const server = await createServer({ core: session.core, staticFolder })
      if (context.json) printJson({ link: server.launchLink, url: server.url })
      else print(server.launchLink)
      note('Open this link in a browser of this computer; it works once. Ctrl+C ends Afterword.')
      session.whenEnded = async () => {
        await server.close()
        return 0
      }
      return new Promise<never>(() => {})
    })
  },
}
