import type { z } from 'zod'
import { type Answer, envelope as envelopeSchema } from '#shared/contract/envelope.ts'
import { contract, type MethodName } from '#shared/contract/index.ts'
import type { Method } from '#shared/contract/method.ts'
import { AfterwordError } from '#shared/errors.ts'
import { Call, type CoreState } from './call.ts'
import { handlerOf } from './methods.ts'
import { storageError } from './workspace/storageError.ts'

/** Own properties alone, so that no name reaches anything else. */
const methods = new Map<string, Method>(Object.entries(contract))

/** These open and close workspaces: one at a time. */
const switching = new Set<string>([
  'workspace.create',
  'workspace.open',
  'workspace.openSample',
  'workspace.close',
] satisfies MethodName[])

/** Runs one call of the contract; every failure is an answer. Answers are held against the contract too. */
export async function dispatch(state: CoreState, envelope: unknown): Promise<Answer> {
  let call: Call | undefined
  try {
    const { method: name, input } = parse(envelopeSchema, envelope, 'the call')
    const method = methods.get(name)
    if (!method) throw new AfterwordError('not-found', `There is no method ${name}.`)
    const parsed = parse(method.input, input ?? {}, name)
    if (!isWellFormed(parsed))
      throw new AfterwordError(
        'invalid-input',
        `${name}: a text holds half of a character (a lone surrogate), which nothing can keep. Remove it.`,
      )
    const run = async () => {
      call = new Call(state, name)
      const handler = (await handlerOf(name as MethodName)) as (call: Call, input: unknown) => unknown
      return handler(call, parsed)
    }
    const result = await (switching.has(name) ? state.turns.switching(run) : state.turns.using(run))
    if (process.env.NODE_ENV !== 'production') method.output.parse(result)
    return { ok: result }
  } catch (error) {
    const known = error instanceof AfterwordError ? error : storageError(error)
    if (known) return { error: known.toCallError() }
    if (call?.isLeft)
      return {
        error: { code: 'cancelled', message: 'The workspace was closed meanwhile, and nothing was changed.' },
      }
    console.error(error)
    const text = error instanceof Error ? error.message : String(error)
    return {
      error: { code: 'internal', message: `Afterword could not do this, and nothing was changed: ${text}` },
    }
  }
}

/** No text of the value ends amid a character: what is hashed and signed must have bytes (RFC 8785, 3.2.2.2). */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  return value === null || typeof value !== 'object' || Object.values(value).every(isWellFormed)
}

function parse<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues.slice(0, 5).map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }))
  const [first] = issues
  const place = first?.path ? `“${first.path}”` : 'the input'
  throw new AfterwordError('invalid-input', `${what}: ${place} is not as expected: ${first?.message}.`, {
    issues,
  })
}
