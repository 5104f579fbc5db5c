import { CircleCheck, CircleDashed } from 'lucide-react'
import type { Output } from '#shared/contract/index.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Badge } from '../../components/State.tsx'
import type { CallFailure } from '../../data/call.ts'
import { labelWords } from '../words.ts'

interface PlanProps {
  plan: Output<'exports.plan'> | undefined
  error: CallFailure | null
}

/** What the pack would hold, and what it would lack, before it is made. */
export function Plan({ plan, error }: PlanProps) {
  if (error) return <ErrorNote error={error} />
  if (!plan) return null
  const { completeness, label } = plan
  const partial = completeness.verdict === 'PARTIAL'
  return (
    <section className="plan" aria-label="What it will hold" aria-live="polite">
      <p className={partial ? 'plan-verdict plan-partial' : 'plan-verdict'}>
        {partial ? <CircleDashed size={18} aria-hidden /> : <CircleCheck size={18} aria-hidden />}
        <strong>{partial ? 'Partial' : 'Complete'}</strong>
        <Badge tone={label === 'restricted' ? 'attention' : 'plain'}>{labelWords[label]}</Badge>
      </p>
      <p className="quiet small">
        {partial
          ? 'It says on its title page, in its manifest and in the log what is missing, and why.'
          : 'All is in it that belongs to this review.'}{' '}
        Every page carries its label.
      </p>
      {completeness.missing.length > 0 && (
        <>
          <h3>Missing</h3>
          <ul className="plan-missing">
            {completeness.missing.map((one) => (
              <li key={one.what + one.title}>
                <span className="grid-key">{one.what}</span> {one.title}
                <span className="quiet">{one.reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <details className="plan-included">
        <summary>
          {completeness.included.length === 1
            ? 'One part is in it'
            : `${completeness.included.length} parts are in it`}
        </summary>
        <ul>
          {completeness.included.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}
