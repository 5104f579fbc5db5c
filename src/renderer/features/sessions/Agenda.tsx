import { Button as AriaButton } from 'react-aria-components'
import type { Session } from '#shared/contract/sessions.ts'
import { currentItem, minutesUsed, secondsLeft, totals } from './timebox.ts'

interface AgendaProps {
  session: Session
  now: number
  /** Left out where the session has ended: then it is a record. */
  onMove?: (item: number) => void
}

/** The items as a line, each with its planned and used minutes; choosing one moves on to it. */
export function Agenda({ session, now, onMove }: AgendaProps) {
  const at = currentItem(session.agenda)
  const { planned, used } = totals(session.agenda, now)
  return (
    <nav className="agenda" aria-label="Agenda">
      <ol>
        {session.agenda.map((item, index) => {
          const spent = minutesUsed(item, now)
          const over = spent !== null && spent > item.plannedMinutes
          const share = item.startedAt ? 1 - secondsLeft(item, now) / (item.plannedMinutes * 60) : 0
          const inside = (
            <>
              <span className="agenda-track" aria-hidden>
                <span
                  className="agenda-fill"
                  style={{ width: `${item.endedAt ? 100 : Math.max(0, Math.min(1, share)) * 100}%` }}
                />
              </span>
              <span className="agenda-title">{item.title}</span>
              <span className={over ? 'agenda-minutes agenda-over' : 'agenda-minutes'}>
                {spent === null ? `${item.plannedMinutes} min` : `${spent} of ${item.plannedMinutes} min`}
              </span>
            </>
          )
          const state = index === at ? ' agenda-now' : item.endedAt ? ' agenda-past' : ''
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the agenda never changes its order
            <li key={index}>
              {onMove ? (
                <AriaButton
                  className={`agenda-item${state}`}
                  aria-current={index === at ? 'step' : undefined}
                  onPress={() => index !== at && onMove(index)}
                >
                  {inside}
                </AriaButton>
              ) : (
                <span className={`agenda-item${state}`}>{inside}</span>
              )}
            </li>
          )
        })}
      </ol>
      <p className="agenda-total">
        {used} of {planned} minutes
      </p>
    </nav>
  )
}
