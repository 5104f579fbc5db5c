import { X } from 'lucide-react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from '../components/Button.tsx'
import { Keys } from '../components/Keys.tsx'
import { placeKeys } from './placeKeys.ts'
import { currentCommands, useRegistry } from './registry.ts'
import '../components/Dialog.css'
import './KeySheet.css'

/** The keys that work here and now. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const groups = useRegistry((state) => state.groups)
  const all = currentCommands(groups)
  const commands = all.filter((command) => command.keys)
  const here = placeKeys.filter(({ where }) => !where || all.some((command) => command.id === where))
  const names = [...new Set(commands.map((command) => command.group))]
  return (
    <ModalOverlay className="dialog-overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="dialog-modal key-modal">
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
            {here.map((place) => (
              <section key={place.title}>
                <h3>{place.title}</h3>
                {place.keys.map(({ title, keys }) => (
                  <p key={title}>
                    <span className="grow">{title}</span>
                    <Keys keys={keys} />
                  </p>
                ))}
              </section>
            ))}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
