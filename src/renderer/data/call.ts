import type { CallError, ErrorCode } from '#shared/contract/envelope.ts'
import type { CallInput, MethodName, Output } from '#shared/contract/index.ts'
import { shell } from './port.ts'

/** A call that the core refused or could not do; its message is in the user's words. */
export class CallFailure extends Error {
  override name = 'CallFailure'
  readonly code: ErrorCode
  readonly details: unknown

  constructor({ code, message, details }: CallError) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** Whatever was thrown, as something that can be shown. */
export function asFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error
  const message = error instanceof Error ? error.message : String(error)
  return new CallFailure({ code: 'internal', message: `This did not work: ${message}` })
}

/** One call of the contract. @throws CallFailure */
export async function call<M extends MethodName>(method: M, input: CallInput<M>): Promise<Output<M>> {
  const answer = await shell().invoke({ method, input })
  if ('error' in answer) throw new CallFailure(answer.error)
  return answer.ok as Output<M>
}
