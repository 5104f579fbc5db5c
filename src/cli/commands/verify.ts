import { readFile } from 'node:fs/promises'
import { AfterwordError } from '#shared/errors.ts'
import { type Command, options } from '../command.ts'
import { offerAll } from '../files.ts'
import { print, printJson } from '../output.ts'
import { withCore } from '../session.ts'
import { allGood, verdictText } from '../verdicts.ts'

const maxTrustBytes = 100_000

export const verify: Command = {
  usage: 'FILE [--trust PEM]...',
  about: 'three verdicts on a signed PDF, Word document or pack; 0 only if all are good',
  words: [1, 1],
  options: { trust: { type: 'string', multiple: true } },
  run: (context) =>
    withCore(context, async (session) => {
      const trusted = await Promise.all(options(context, 'trust').map(readTrusted))
      const [file] = await offerAll(session, context.words)
      const result = await session.call('verification.verify', {
        file: file!.ref,
        trustedPem: trusted.join('\n'),
      })
      if (context.json) printJson(result)
      else print(verdictText(result))
      return allGood(result) ? 0 : 1
    }),
}

async function readTrusted(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => undefined)
  if (!bytes) throw new AfterwordError('not-found', `The file ${path} (--trust) cannot be read.`)
  if (bytes.length > maxTrustBytes || !bytes.includes('-----BEGIN CERTIFICATE-----'))
    throw new AfterwordError('invalid-input', `The file ${path} (--trust) holds no certificate in PEM form.`)
  return bytes.toString('utf8')
}
