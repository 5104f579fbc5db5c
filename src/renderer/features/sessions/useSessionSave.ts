import { useEffect, useRef, useState } from 'react'
import type { CallInput } from '#shared/contract/index.ts'
import type { Session } from '#shared/contract/sessions.ts'
import { asFailure, type CallFailure, call } from '../../data/call.ts'

export type SessionFields = Omit<CallInput<'sessions.update'>, 'id' | 'version'>

export interface SessionSave {
  save: (fields: SessionFields) => Promise<boolean>
  moveTo: (item: number) => Promise<boolean>
  end: () => Promise<boolean>
  error: CallFailure | null
}

/** One change after another, each on the version that the one before it made: notes are typed while items move on. */
export function useSessionSave(session: Session): SessionSave {
  const version = useRef(session.version)
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const [error, setError] = useState<CallFailure | null>(null)
  const { id } = session
  useEffect(() => {
    version.current = Math.max(version.current, session.version)
  }, [session.version])
  const after = (change: (version: number) => Promise<{ version: number }>): Promise<boolean> => {
    const turn = queue.current.then(async () => {
      try {
        const done = await change(version.current)
        version.current = Math.max(version.current, done.version)
        setError(null)
        return true
      } catch (thrown) {
        setError(asFailure(thrown))
        return false
      }
    })
    queue.current = turn
    return turn
  }
  return {
    save: (fields) => after((at) => call('sessions.update', { id, version: at, ...fields })),
    moveTo: (item) => after((at) => call('sessions.moveTo', { id, version: at, item })),
    end: () => after((at) => call('sessions.end', { id, version: at })),
    error,
  }
}
