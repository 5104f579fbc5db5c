import { ArrowRight, X } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { Session } from '#shared/contract/sessions.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { TimeLeft } from './CurrentItem.tsx'
import { Opening } from './Opening.tsx'
import { currentItem, secondsLeft } from './timebox.ts'
import './roomView.css'

interface RoomViewProps {
  session: Session
  now: number
  onMove: (item: number) => void
  onClose: () => void
}

/** How many items a key moves by; a presenter's remote control sends the keys of pages. */
const moves: Record<string, number> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }

/** The session for a projector: the item, its time and its questions, large, and nothing else. */
export function RoomView({ session, now, onMove, onClose }: RoomViewProps) {
  const at = currentItem(session.agenda)
  const item = session.agenda[at]
  const next = session.agenda[at + 1]
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const by = moves[event.key]
    if (!by || event.ctrlKey || event.metaKey || event.altKey || !session.agenda[at + by]) return
    event.preventDefault()
    onMove(at + by)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  return (
    <ModalOverlay className="room-view-overlay" isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className="room-view-modal">
        <Dialog className="room-view">
          <header>
            <ol className="room-view-items">
              {session.agenda.map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the agenda never changes its order
                <li key={index} aria-current={index === at ? 'step' : undefined}>
                  {one.title}
                </li>
              ))}
            </ol>
            <IconButton label="Leave the view for the room" keys="Esc" onPress={onClose}>
              <X aria-hidden />
            </IconButton>
          </header>
          <div className="room-view-middle">
            <Heading slot="title">{item?.title ?? 'Before we begin'}</Heading>
            {item && <TimeLeft seconds={secondsLeft(item, now)} minutes={item.plannedMinutes} />}
            {at <= 0 && <Opening text={session.opening} />}
            {item && (
              <ul className="prompts">
                {item.prompts.map((prompt) => (
                  <li key={prompt}>{prompt}</li>
                ))}
              </ul>
            )}
            {session.decisions.length > 0 && (
              <section className="room-view-decisions">
                <h3>Decided</h3>
                <ul>
                  {session.decisions.map((decision) => (
                    <li key={decision}>{decision}</li>
                  ))}
                </ul>
              </section>
            )}
          </div>
          <footer>
            {next && (
              <Button icon={<ArrowRight aria-hidden />} onPress={() => onMove(at + 1)}>
                {item ? 'Go on to' : 'Begin with'} “{next.title}”
              </Button>
            )}
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
