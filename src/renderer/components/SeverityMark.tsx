import type { Severity } from '#shared/domain/reviewContent.ts'
import './SeverityMark.css'

const bars: Record<Severity, number> = {
  'SEV-1': 5,
  'SEV-2': 4,
  'SEV-3': 3,
  'SEV-4': 2,
  'SEV-5': 1,
  unknown: 0,
}

/** Severity by shape and words: five bars that rise, as many filled as it is severe. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const filled = bars[severity]
  return (
    <span className="severity">
      <svg width="16" height="12" viewBox="0 0 16 12" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.25}
            y={8 - bar * 2}
            width="2"
            height={4 + bar * 2}
            rx="0.5"
            className={bar < filled ? 'severity-on' : 'severity-off'}
          />
        ))}
      </svg>
      {severity === 'unknown' ? 'Not set' : severity}
    </span>
  )
}
