import type { z } from 'zod'

export type MethodKind = 'query' | 'command'

/** One entry of the contract. Input and output hold JSON values only. */
export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: MethodKind
  input: I
  output: O
}

/** A method that only reads. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Method<I, O> & { kind: 'query' } {
  return { kind: 'query', input, output }
}

/** A method that changes the workspace, in one transaction with its audit event. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Method<I, O> & { kind: 'command' } {
  return { kind: 'command', input, output }
}
