import type { CallError, ErrorCode } from './contract/envelope.ts'

/** An error that a person can act on. Anything else that is thrown becomes `internal`. */
export class AfterwordError extends Error {
  override name = 'AfterwordError'
  readonly code: ErrorCode
  readonly details: unknown

  constructor(code: ErrorCode, message: string, details?: unknown) {
    super(message)
    this.code = code
    this.details = details
  }

  toCallError(): CallError {
    return this.details === undefined
      ? { code: this.code, message: this.message }
      : { code: this.code, message: this.message, details: this.details }
  }
}
