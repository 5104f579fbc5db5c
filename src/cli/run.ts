import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { AfterwordError } from '#shared/errors.ts'
import { type Command, type Places, UsageError } from './command.ts'
import { auditVerify } from './commands/audit.ts'
import { backup, restore } from './commands/backup.ts'
import { call } from './commands/call.ts'
import { certificate } from './commands/certificate.ts'
import { demo } from './commands/demo.ts'
import { evidenceAdd } from './commands/evidence.ts'
import { exportReview } from './commands/export.ts'
import { importFiles } from './commands/import.ts'
import { init } from './commands/init.ts'
import { list } from './commands/list.ts'
import { salvage } from './commands/salvage.ts'
import { serve } from './commands/serve.ts'
import { verify } from './commands/verify.ts'
import { note, print } from './output.ts'
import { passphraseOptions } from './passphrase.ts'

const commands = new Map<string, Command>([
  ['init', init],
  ['import', importFiles],
  ['list', list],
  ['call', call],
  ['evidence add', evidenceAdd],
  ['export', exportReview],
  ['certificate', certificate],
  ['verify', verify],
  ['audit verify', auditVerify],
  ['backup', backup],
  ['restore', restore],
  ['salvage', salvage],
  ['serve', serve],
  ['demo', demo],
])

const everywhere = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  as: { type: 'string' },
  ...passphraseOptions,
} as const satisfies ParseArgsOptionsConfig

const usage = [
  'Usage: afterword COMMAND …',
  '',
  ...[...commands].map(([name, { usage, about }]) => `  afterword ${name} ${usage}\n      ${about}`),
  '',
  '  --json                          answers for machines',
  '  --as PERSON                     who acts from now on: a name, an e-mail address or an id',
  '  --passphrase-file FILE          the passphrase of the workspace; else AFTERWORD_PASSPHRASE, else it is asked for',
  '  --signer-passphrase-file FILE   the passphrase of the signing key, where it differs; else AFTERWORD_SIGNER_PASSPHRASE',
  '',
  'Exit code: 0 yes, 1 no, 2 used wrongly.',
].join('\n')

/** One command from its words to its exit code: 0 yes, 1 no, 2 used wrongly. Answers go out, all else to standard error. */
export async function run(args: string[], places: Places): Promise<number> {
  if (args[0] === '--help' || args[0] === '-h' || args[0] === 'help') {
    print(usage)
    return 0
  }
  const json = args.includes('--json')
  try {
    const found = commandOf(args)
    const { values, positionals } = parse(found.rest, found.command)
    if (values.help) {
      print(`afterword ${found.name} ${found.command.usage}\n  ${found.command.about}`)
      return 0
    }
    const [least, most] = found.command.words
    if (positionals.length < least || positionals.length > most)
      throw new UsageError(`Usage: afterword ${found.name} ${found.command.usage}`)
    return await found.command.run({ words: positionals, options: values, json, places })
  } catch (error) {
    return failed(error, json)
  }
}

function commandOf(args: string[]): { name: string; command: Command; rest: string[] } {
  for (const length of [2, 1]) {
    const name = args.slice(0, length).join(' ')
    const command = commands.get(name)
    if (command) return { name, command, rest: args.slice(length) }
  }
  const names = [...commands.keys()].join(', ')
  if (args[0] === undefined) throw new UsageError(usage)
  throw new UsageError(`“${args[0]}” is no command. There are: ${names}. More with --help.`)
}

function parse(args: string[], command: Command) {
  try {
    const options = { ...everywhere, ...command.options }
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS'))
      throw new UsageError((error as Error).message)
    throw error
  }
}

function failed(error: unknown, json: boolean): number {
  const wrongly = error instanceof UsageError
  const known = error instanceof AfterwordError
  const message = wrongly || known ? error.message : `Afterword could not do this: ${String(error)}`
  const code = wrongly ? 'usage' : known ? error.code : 'internal'
  if (json)
    process.stderr.write(
      `${JSON.stringify({ error: { code, message, ...(known ? { details: error.details } : {}) } })}\n`,
    )
  else note(message)
  return wrongly ? 2 : 1
}
