import { Label, ProgressBar } from 'react-aria-components'
import './Progress.css'

/** How far long work is; a moving bar where nobody can say. */
export function Progress({ label, value, step }: { label: string; value: number | null; step?: string }) {
  const percent = value === null ? undefined : Math.round(value * 100)
  return (
    <ProgressBar className="progress" value={percent} isIndeterminate={value === null}>
      <div className="progress-words">
        <Label>{label}</Label>
        <span className="faint truncate">{step}</span>
        {percent !== undefined && <span className="number">{percent} %</span>}
      </div>
      <div className="progress-track">
        <div
          className={value === null ? 'progress-fill progress-unknown' : 'progress-fill'}
          style={{ width: value === null ? '30%' : `${percent}%` }}
        />
      </div>
    </ProgressBar>
  )
}
