import type { Core } from '#core/core.ts'
import { FileExchange } from '#core/files.ts'
import type { CoreEvent } from '#shared/contract/envelope.ts'

/** A core that answers with the envelope it was given: what is asked here is how a shell carries, not what is answered. */
export function echoCore(): Core & { emit(event: CoreEvent): void } {
  const listeners = new Set<(event: CoreEvent) => void>()
  const files = new FileExchange()
  return {
    dispatch: async (envelope) => ({ ok: { envelope } }),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    emit: (event) => {
      for (const listener of listeners) listener(event)
    },
    files,
    close: () => files.close(),
  }
}
