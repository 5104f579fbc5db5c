import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { type Command, option, UsageError } from '../command.ts'
import { print, printJson } from '../output.ts'
import { newPassphrase, signerPassphrase } from '../passphrase.ts'
import { withCore } from '../session.ts'

export const init: Command = {
  usage: 'WORKSPACE --name NAME [--person NAME] [--email ADDRESS]',
  about: 'a workspace with its first person and root certificate',
  words: [1, 1],
  options: { name: { type: 'string' }, person: { type: 'string' }, email: { type: 'string' } },
  async run(context) {
    const name = option(context, 'name')
    if (!name) throw new UsageError('A workspace needs a name: --name NAME.')
    const person = option(context, 'person') ?? userInfo().username
    const passphrase = await newPassphrase(context)
    const signer = await signerPassphrase(context)
    return withCore(context, async (session) => {
      const made = await session.call('workspace.create', {
        path: resolve(context.words[0]!),
        name,
        person: { name: person, email: option(context, 'email') ?? '' },
        passphrase,
        ...(signer === undefined ? {} : { signerPassphrase: signer }),
      })
      const { fingerprint } = await session.call('identities.certificate', {})
      if (context.json) printJson({ ...made, rootFingerprint: fingerprint })
      else
        print(
          `${made.name} was made in ${made.path}.\nFirst person: ${made.person.name}\nRoot certificate (SHA-256): ${fingerprint}`,
        )
      return 0
    })
  },
}
