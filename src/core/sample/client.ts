import type { OfferedFile } from '#shared/contract/common.ts'
import type { Answer } from '#shared/contract/envelope.ts'
import { type CallInput, contract, type MethodName, type Output } from '#shared/contract/index.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { SampleClock } from './clock.ts'

/** What the sample is built through: the same door as everybody's. */
export interface SampleDoor {
  dispatch(envelope: unknown): Promise<Answer>
  offer(path: string): Promise<OfferedFile>
  clock: SampleClock
}

/** @throws AfterwordError with what the core answers. */
export async function callThrough<M extends MethodName>(
  door: SampleDoor,
  method: M,
  input: CallInput<M>,
): Promise<Output<M>> {
  // People take a moment for each thing that they do.
  if (contract[method].kind === 'command') door.clock.pass(2)
  const answer = (await door.dispatch({ method, input })) as Answer<Output<M>>
  if ('ok' in answer) return answer.ok
  const { code, message, details } = answer.error
  throw new AfterwordError(code, `The sample: ${method}: ${message}`, details)
}
