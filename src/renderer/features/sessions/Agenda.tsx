import { Check } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { Session } from '#shared/contract/sessions.ts'
import { currentItem, minutesUsed, totals } from './timebox.ts'

interface AgendaProps {
  session: Session
  now: number
  /** Left out where the session has ended: then it is a record. */
  onMove?: (item: number) => void
}

/** The items with their planned and used minutes; choosing one moves on to it. */
export function Agenda({ session, now, onMove }: AgendaProps) {
  const at = currentItem(session.agenda)
  const { planned, used } = totals(session.agenda, now)
  return (
    <nav className="agenda" aria-label="Agenda">
      <ol>
        {session.agenda.map((item, index) => {
          const spent = minutesUsed(item, now)
          const over = spent !== null && spent > item.plannedMinutes
          const inside = (
            <>
              <span className="agenda-mark" aria-hidden>
                {item.endedAt ? <Check size={12} strokeWidth={2.5} /> : index + 1}
              </span>
              <span className="grow">{item.title}</span>
              <span className={over ? 'agenda-minutes agenda-over' : 'agenda-minutes'}>
                {spent === null ? `${item.plannedMinutes} min` : `${spent} of ${item.plannedMinutes} min`}
              </span>
            </>
          )
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the agenda never changes its order
            <li key={index}>
              {onMove ? (
                <AriaButton
                  className={item.endedAt ? 'agenda-item agenda-past' : 'agenda-item'}
                  aria-current={index === at ? 'step' : undefined}
                  onPress={() => index !== at && onMove(index)}
                >
                  {inside}
                </AriaButton>
              ) : (
                <span className="agenda-item agenda-past">{inside}</span>
              )}
            </li>
          )
        })}
      </ol>
      <p className="agenda-total">
        <span>In all</span>
        <span>
          {used} of {planned} min
        </span>
      </p>
    </nav>
  )
}
