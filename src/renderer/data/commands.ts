import { useCallback, useState } from 'react'
import type { CallInput, Contract, MethodName, Output } from '#shared/contract/index.ts'
import { asFailure, type CallFailure, call } from './call.ts'

export type CommandName = { [M in MethodName]: Contract[M]['kind'] extends 'command' ? M : never }[MethodName]

export interface RunningCommand<M extends MethodName> {
  /** The answer, or undefined where it failed: then `error` says why. */
  run: (input: CallInput<M>) => Promise<Output<M> | undefined>
  pending: boolean
  error: CallFailure | null
  reset: () => void
}

/** A method of the contract as something a button can start. */
export function useCommand<M extends MethodName>(method: M): RunningCommand<M> {
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<CallFailure | null>(null)
  const run = useCallback(
    async (input: CallInput<M>) => {
      setPending(true)
      setError(null)
      try {
        return await call(method, input)
      } catch (thrown) {
        setError(asFailure(thrown))
        return undefined
      } finally {
        setPending(false)
      }
    },
    [method],
  )
  return { run, pending, error, reset: useCallback(() => setError(null), []) }
}
