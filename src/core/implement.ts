import type { Input, MethodName, Output } from '#shared/contract/index.ts'
import type { Call } from './call.ts'

export type Handlers = {
  [M in MethodName]: (call: Call, input: Input<M>) => Output<M> | Promise<Output<M>>
}

/** The methods of one feature, checked against the contract. */
export function implement<F extends Partial<Handlers>>(feature: F): F {
  return feature
}
