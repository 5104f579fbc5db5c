import { X } from 'lucide-react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from '../components/Button.tsx'
import { Keys } from '../components/Keys.tsx'
import { currentCommands, useRegistry } from './registry.ts'
import '../components/Dialog.css'
import './KeySheet.css'

const always = [
  { title: 'Move in a list', keys: '↑ ↓' },
  { title: 'Open what is active', keys: 'Enter' },
  { title: 'Select what is active', keys: 'Space' },
]

/** The keys that work here and now. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const groups = useRegistry((state) => state.groups)
  const commands = currentCommands(groups).filter((command) => command.keys)
  const names = [...new Set(commands.map((command) => command.group))]
  return (
    <ModalOverlay className="dialog-overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="dialog-modal dialog-wide">
        <Dialog className="dialog">
          <div className="key-sheet-head">
            <Heading slot="title" className="dialog-title">
              Keys
            </Heading>
            <IconButton label="Close" onPress={onClose}>
              <X aria-hidden />
            </IconButton>
          </div>
          <div className="key-sheet">
            {names.map((name) => (
              <section key={name}>
                <h3>{name}</h3>
                {commands
                  .filter((command) => command.group === name)
                  .map((command) => (
                    <p key={command.id}>
                      <span className="grow">{command.title}</span>
                      <Keys keys={command.keys ?? ''} />
                    </p>
                  ))}
              </section>
            ))}
            <section>
              <h3>In lists</h3>
              {always.map(({ title, keys }) => (
                <p key={title}>
                  <span className="grow">{title}</span>
                  <Keys keys={keys} />
                </p>
              ))}
            </section>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
