import { Button } from '../components/Button.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import type { CallFailure } from '../data/call.ts'

interface NotShownProps {
  /** What the place is of: "Review". */
  title: string
  error: CallFailure
  onRetry: () => void
  /** The way out: "Show all reviews". */
  back: { label: string; go: () => void }
}

/** A place that cannot be shown: why, and what can be done. */
export function NotShown({ title, error, onRetry, back }: NotShownProps) {
  return (
    <div className="room-scroll not-shown">
      <h1>{title}</h1>
      <ErrorNote error={error} />
      <div className="row-wrap">
        {error.code !== 'not-found' && <Button onPress={onRetry}>Try again</Button>}
        <Button onPress={back.go}>{back.label}</Button>
      </div>
    </div>
  )
}
