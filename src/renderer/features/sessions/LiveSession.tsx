import { ListPlus, Presentation } from 'lucide-react'
import { useState } from 'react'
import type { Session } from '#shared/contract/sessions.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { Decision } from '../../components/Dialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { say, sayFailure } from '../../components/quietStatus.ts'
import { asFailure, call } from '../../data/call.ts'
import { goInstead } from '../../shell/routes.ts'
import { Agenda } from './Agenda.tsx'
import { Attendance } from './Attendance.tsx'
import { CurrentItem } from './CurrentItem.tsx'
import { LinesField } from './LinesField.tsx'
import { NotesField } from './NotesField.tsx'
import { RoomView } from './RoomView.tsx'
import { currentItem } from './timebox.ts'
import { useNow } from './useNow.ts'
import { useSessionSave } from './useSessionSave.ts'

/** A meeting as it goes on: the agenda, what is being talked about, and what is written down. */
export function LiveSession({ session, inRoom }: { session: Session; inRoom: boolean }) {
  const now = useNow(true)
  const [ending, setEnding] = useState(false)
  const { save, moveTo, end, error } = useSessionSave(session)
  const place = ['reviews', session.reviewId, 'session']
  const showRoom = () => goInstead([...place, 'room'])
  const leaveRoom = () => goInstead(place)
  const next = currentItem(session.agenda) + 1
  const isLast = next >= session.agenda.length
  useCommands(
    () => [
      {
        id: 'session.room',
        title: 'Show the session to the room',
        group: 'Session',
        keys: 'Alt+R',
        run: () => showRoom(),
      },
      {
        id: 'session.next',
        title: 'Go on to the next item',
        group: 'Session',
        keys: 'Alt+N',
        when: () => !isLast,
        run: () => void moveTo(next),
      },
      { id: 'session.end', title: 'End the session', group: 'Session', run: () => setEnding(true) },
    ],
    [session.id, next, isLast],
  )
  const toAction = (title: string) =>
    call('actions.add', { reviewId: session.reviewId, title }).then(
      (added) => {
        void save({ parkingLot: session.parkingLot.filter((line) => line !== title) })
        say(`${added.key} was made of it`)
      },
      (failure) => sayFailure(asFailure(failure).message),
    )
  return (
    <div className="session">
      <div className="session-do">
        <Button icon={<Presentation aria-hidden />} onPress={() => showRoom()}>
          Show to the room
        </Button>
        <Button onPress={() => setEnding(true)}>End session</Button>
      </div>
      <ErrorNote error={error} />
      <Agenda session={session} now={now} onMove={(item) => void moveTo(item)} />
      <div className="session-columns">
        <div className="session-middle">
          <CurrentItem session={session} now={now} onMove={(item) => void moveTo(item)} />
          <NotesField key={session.id} value={session.notes} onSave={(notes) => save({ notes })} />
        </div>
        <div className="session-side">
          <LinesField
            title="Decisions"
            addLabel="Add a decision"
            lines={session.decisions}
            onChange={(decisions) => void save({ decisions })}
          />
          <LinesField
            title="Parking lot"
            addLabel="Park something for later"
            lines={session.parkingLot}
            onChange={(parkingLot) => void save({ parkingLot })}
            more={(line) => (
              <IconButton label={`Make an action of “${line}”`} onPress={() => void toAction(line)}>
                <ListPlus aria-hidden />
              </IconButton>
            )}
          />
          <Attendance session={session} onSave={save} />
        </div>
      </div>
      {inRoom && (
        <RoomView session={session} now={now} onMove={(item) => void moveTo(item)} onClose={leaveRoom} />
      )}
      {ending && (
        <Decision
          title="End this session"
          action="End session"
          error={error}
          onClose={() => setEnding(false)}
          onDecide={end}
        >
          <p>
            Notes, decisions and times are kept with the review. Another session can be started later.
            {session.parkingLot.length > 0 &&
              ` ${session.parkingLot.length === 1 ? 'One line is' : `${session.parkingLot.length} lines are`} still in the parking lot.`}
          </p>
        </Decision>
      )}
    </div>
  )
}
