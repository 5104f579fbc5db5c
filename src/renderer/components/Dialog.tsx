import type { ReactNode } from 'react'
import { useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { CallFailure } from '../data/call.ts'
import { Button } from './Button.tsx'
import { ErrorNote } from './ErrorNote.tsx'
import './Dialog.css'

export interface DecisionProps {
  title: string
  /** What the button will do, in its own words: "Seal review". */
  action: string
  danger?: boolean
  children?: ReactNode
  /** Answers true when it is done; the dialog then closes. A failure is shown and nothing typed is lost. */
  onDecide: () => Promise<boolean>
  onClose: () => void
  error?: CallFailure | null
  /** Why it cannot be decided yet; the button waits. */
  waiting?: boolean
  wide?: boolean
}

/** A dialog for a decision, and for nothing that could be a place. */
export function Decision(props: DecisionProps) {
  const [busy, setBusy] = useState(false)
  const decide = async () => {
    setBusy(true)
    const done = await props.onDecide().finally(() => setBusy(false))
    if (done) props.onClose()
  }
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen
      isDismissable={!busy}
      onOpenChange={(open) => !open && props.onClose()}
    >
      <Modal className={`dialog-modal${props.wide ? ' dialog-wide' : ''}`}>
        <AriaDialog className="dialog" role={props.danger ? 'alertdialog' : 'dialog'}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (!props.waiting && !busy) void decide()
            }}
          >
            <Heading slot="title" className="dialog-title">
              {props.title}
            </Heading>
            <div className="dialog-body">{props.children}</div>
            <ErrorNote error={props.error ?? null} />
            <div className="dialog-actions">
              <Button variant="quiet" onPress={props.onClose} isDisabled={busy}>
                Cancel
              </Button>
              <Button
                variant={props.danger ? 'danger' : 'primary'}
                type="submit"
                isDisabled={props.waiting || busy}
              >
                {props.action}
              </Button>
            </div>
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
