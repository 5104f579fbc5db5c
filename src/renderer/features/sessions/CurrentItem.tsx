import { ArrowRight } from 'lucide-react'
import type { Session } from '#shared/contract/sessions.ts'
import { Button } from '../../components/Button.tsx'
import { Opening } from './Opening.tsx'
import { clockWords, currentItem, leftWords, secondsLeft } from './timebox.ts'

interface CurrentItemProps {
  session: Session
  now: number
  onMove: (item: number) => void
}

/** What is being talked about: its time, its questions, and the way on. */
export function CurrentItem({ session, now, onMove }: CurrentItemProps) {
  const at = currentItem(session.agenda)
  const item = session.agenda[at]
  const next = session.agenda[at + 1]
  const begun = session.agenda.some((one) => one.startedAt)
  if (!item) {
    return (
      <section className="current" aria-label="Current item">
        <Opening text={session.opening} />
        {!begun && next && (
          <Button variant="primary" onPress={() => onMove(0)}>
            Begin with “{next.title}”
          </Button>
        )}
      </section>
    )
  }
  return (
    <section className="current" aria-label="Current item">
      <div className="current-head">
        <h3>{item.title}</h3>
        <TimeLeft seconds={secondsLeft(item, now)} minutes={item.plannedMinutes} />
      </div>
      {at === 0 && <Opening text={session.opening} />}
      <ul className="prompts" aria-label="Questions">
        {item.prompts.map((prompt) => (
          <li key={prompt}>{prompt}</li>
        ))}
      </ul>
      {next && (
        <Button icon={<ArrowRight aria-hidden />} onPress={() => onMove(at + 1)}>
          Go on to “{next.title}”
        </Button>
      )}
    </section>
  )
}

/** A clock that runs down beside a thin line; it says so in words for who cannot see it, and never announces itself. */
export function TimeLeft({ seconds, minutes }: { seconds: number; minutes: number }) {
  const share = Math.max(0, Math.min(1, 1 - seconds / (minutes * 60)))
  return (
    <div className={seconds < 0 ? 'time-left time-over' : 'time-left'}>
      <span className="time-clock" role="timer" aria-label={leftWords(seconds)}>
        {clockWords(seconds)}
      </span>
      <span className="time-words" aria-hidden>
        {seconds < 0 ? `over ${minutes} min` : `of ${minutes} min left`}
      </span>
      <span className="time-track" aria-hidden>
        <span className="time-fill" style={{ width: `${share * 100}%` }} />
      </span>
    </div>
  )
}
