import { text as readText } from 'node:stream/consumers'
import { z } from 'zod'
import { contract, type MethodName } from '#shared/contract/index.ts'
import { type Command, type Context, option, UsageError } from '../command.ts'
import { keepAll, offerAll, offeredIn } from '../files.ts'
import { note, printJson } from '../output.ts'
import { workspacePassphrase } from '../passphrase.ts'
import { type Opened, type Session, withWorkspace } from '../session.ts'

const maxInputLength = 8 * 1024 * 1024

export const call: Command = {
  usage: 'WORKSPACE METHOD [JSON|-] [--out FOLDER]',
  about: 'any method of the contract; “@PATH” for a file, “-” for JSON from standard input',
  words: [2, 3],
  options: { out: { type: 'string' } },
  async run(context) {
    const method = methodCalled(context.words[1]!)
    const input = await readInput(context.words[2] ?? '{}')
    return withWorkspace(context, async (opened) => {
      const { session } = opened
      const full = {
        ...(await withFiles(session, input)),
        ...(await withSecrets(context, opened, method, input)),
      }
      const answer = (await session.call(method, full as never)) as unknown
      const result = isStarted(method, answer) ? await session.finish(answer) : answer
      printJson(await withPaths(context, session, result))
      return 0
    })
  },
}

function methodCalled(name: string): MethodName {
  if (Object.hasOwn(contract, name)) return name as MethodName
  const feature = `${name.split('.')[0]}.`
  const near = Object.keys(contract).filter((one) => one.startsWith(feature))
  const features = [...new Set(Object.keys(contract).map((one) => `${one.split('.')[0]}.…`))]
  throw new UsageError(
    `There is no method ${name}. There are: ${(near.length ? near : features).join(', ')}.`,
  )
}

async function readInput(given: string): Promise<Record<string, unknown>> {
  const json = given === '-' ? await readText(process.stdin) : given
  if (json.length > maxInputLength)
    throw new UsageError(`The input may have ${maxInputLength} characters at most.`)
  let input: unknown
  try {
    input = JSON.parse(json)
  } catch {
    throw new UsageError('The input of a method has to be JSON.')
  }
  if (input === null || typeof input !== 'object' || Array.isArray(input))
    throw new UsageError('The input of a method has to be an object in JSON.')
  if (given !== '-' && Object.keys(input).some((key) => /passphrase$/i.test(key)))
    throw new UsageError(
      'A passphrase is never an argument: other programs can read those. Give the JSON by standard input (“-”), or a file with --passphrase-file or --signer-passphrase-file.',
    )
  return input as Record<string, unknown>
}

/** A text that begins with @ in the place of a file is a path. */
async function withFiles(session: Session, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const offered: Record<string, unknown> = { ...input }
  const isPath = (value: unknown): value is string => typeof value === 'string' && value.startsWith('@')
  const refs = async (paths: string[]) =>
    (
      await offerAll(
        session,
        paths.map((path) => path.slice(1)),
      )
    ).map(({ ref }) => ref)
  for (const name of ['file', 'response']) {
    const value = input[name]
    if (isPath(value)) [offered[name]] = await refs([value])
  }
  if (Array.isArray(input.files) && input.files.every(isPath)) offered.files = await refs(input.files)
  return offered
}

/** The passphrase that a method asks for and the input leaves out: the workspace's for itself, the signer's else. */
async function withSecrets(
  context: Context,
  { signerPassphrase }: Opened,
  method: MethodName,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const schema: z.ZodType = contract[method].input
  if (!(schema instanceof z.ZodObject) || !('passphrase' in schema.shape) || 'passphrase' in input) return {}
  const ofWorkspace = method.startsWith('workspace.') && method !== 'workspace.actAs'
  return { passphrase: ofWorkspace ? await workspacePassphrase(context) : signerPassphrase }
}

function isStarted(method: MethodName, answer: unknown): answer is { jobId: string } {
  return (
    contract[method].kind === 'command' && answer !== null && typeof answer === 'object' && 'jobId' in answer
  )
}

/** The references of files are worth nothing after this process; where they are kept, the answer says the path. */
async function withPaths(context: Context, session: Session, answer: unknown): Promise<unknown> {
  const files = offeredIn(answer)
  if (files.length === 0) return answer
  const folder = option(context, 'out')
  if (folder === undefined) {
    note(`The answer has ${files.length === 1 ? 'a file' : 'files'}; --out FOLDER keeps what it has.`)
    return answer
  }
  const paths = await keepAll(session, files, folder)
  return JSON.parse(JSON.stringify(answer), (key, value) =>
    key === 'ref' && paths.has(value) ? paths.get(value) : value,
  )
}
