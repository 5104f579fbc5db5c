import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, X } from 'lucide-react'
import type { Output } from '#shared/contract/index.ts'
import { IconButton } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { HashText } from '../../components/HashText.tsx'
import { type CallFailure, call } from '../../data/call.ts'

/** Reads the whole log now, and says what it found; never from memory. */
export function LogCheck({ onHide }: { onHide: () => void }) {
  const check = useQuery<Output<'auditLog.verify'>, CallFailure>({
    queryKey: ['audit-log-check'],
    queryFn: () => call('auditLog.verify', {}),
    gcTime: 0,
    staleTime: 0,
  })
  const { data } = check
  return (
    <section className="log-panel" role="status" aria-label="Verification of the log">
      <div className="row">
        <div className="grow">
          {check.isFetching && !data && 'Reading every event'}
          <ErrorNote error={check.error} />
          {data && (
            <p className={data.good ? 'log-verdict log-good' : 'log-verdict log-bad'}>
              {data.good ? <CircleCheck size={16} aria-hidden /> : <CircleX size={16} aria-hidden />}
              <strong>
                {data.good
                  ? `All ${data.events.toLocaleString('en-GB')} events are there, unchanged and in order.`
                  : 'The log was changed.'}
              </strong>
              <span className="quiet">
                Root <HashText hash={data.root} what="Root of the log" />
              </span>
            </p>
          )}
        </div>
        <IconButton label="Hide the verification" onPress={onHide}>
          <X aria-hidden />
        </IconButton>
      </div>
      {data && data.problems.length > 0 && (
        <ul className="log-problems">
          {data.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {data && (
        <p className="quiet small">
          This shows that the log fits together. Who owns this computer and its keys could have written all of
          it anew; only a checkpoint that left the machine, or a time-stamp, speaks against that.
        </p>
      )}
    </section>
  )
}
