import { useState } from 'react'
import type { Action } from '#shared/contract/actions.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { Decision } from '../../components/Dialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Menu, type MenuEntry } from '../../components/Menu.tsx'
import { say } from '../../components/quietStatus.ts'
import { useCommand } from '../../data/commands.ts'
import { ReasonDialog } from '../reviews/document/ReasonDialog.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { DueDialog } from './DueDialog.tsx'

type Step = 'start' | 'close' | 'due' | 'decline' | 'reopen' | 'remove'

const titles: Record<Step, string> = {
  start: 'Start',
  close: 'Close with proof',
  due: 'Change the due date',
  decline: 'Will not be done',
  reopen: 'Reopen',
  remove: 'Remove from the review',
}

function stepsOf(action: Action): Step[] {
  if (action.state === 'done' || action.state === 'wont-do') return ['reopen']
  return action.state === 'open'
    ? ['start', 'close', 'due', 'decline', 'remove']
    : ['close', 'due', 'decline', 'remove']
}

/** How an action goes on. Who may take a step is the core's to say; its answer is shown in words. */
export function ActionSteps({ action, onGone }: { action: Action; onGone: () => void }) {
  const [dialog, setDialog] = useState<Step | null>(null)
  const start = useCommand('actions.start')
  const decline = useCommand('actions.decline')
  const reopen = useCommand('actions.reopen')
  const remove = useCommand('actions.remove')
  const { id, version, key } = action
  const take = (step: Step) => {
    if (step === 'start') void start.run({ id, version }).then((done) => done && say(`${key} is in progress`))
    else setDialog(step)
  }
  const steps = stepsOf(action)
  useCommands(
    () =>
      steps.map((step) => ({
        id: `action.${step}`,
        title: `${key}: ${titles[step].toLowerCase()}`,
        group: 'Action',
        run: () => take(step),
      })),
    [action],
  )
  const shown = steps.slice(0, action.state === 'open' ? 2 : 1)
  const rest: MenuEntry[] = steps.slice(shown.length).map((step) => ({
    id: step,
    label: titles[step],
    danger: step === 'remove',
    apart: step === 'remove',
    run: () => take(step),
  }))
  const close = () => setDialog(null)
  return (
    <>
      <div className="action-steps">
        {shown.map((step, index) => (
          <Button
            key={step}
            variant={index === 0 ? 'primary' : 'secondary'}
            onPress={() => take(step)}
            isDisabled={start.pending}
          >
            {titles[step]}
          </Button>
        ))}
        {rest.length > 0 && <Menu label={`More for ${key}`} entries={rest} />}
      </div>
      <ErrorNote error={start.error} />
      {dialog === 'close' && <CloseDialog action={action} onClose={close} />}
      {dialog === 'due' && <DueDialog action={action} onClose={close} />}
      {dialog === 'remove' && (
        <Decision
          title={`Remove ${key}`}
          action="Remove action"
          danger
          error={remove.error}
          onClose={close}
          onDecide={async () => {
            const done = await remove.run({ id, version })
            if (!done) return false
            say(`${key} was removed`)
            onGone()
            return true
          }}
        >
          <p>
            “{action.title}” goes out of the review and cannot be brought back. An action that will not be
            done is better kept, with the reason.
          </p>
        </Decision>
      )}
      {dialog === 'decline' && (
        <ReasonDialog
          title={`${key} will not be done`}
          action="Record that it will not be done"
          label="Why it will not be done"
          help="Recorded by an engineering lead or an incident manager who does not own it. The reason is printed in the pack."
          error={decline.error}
          onClose={close}
          onReason={(reason) => decline.run({ id, version, reason }).then(Boolean)}
        />
      )}
      {dialog === 'reopen' && (
        <ReasonDialog
          title={`Reopen ${key}`}
          action="Reopen action"
          label="Why it is reopened"
          help="Its closing stays in its history."
          error={reopen.error}
          onClose={close}
          onReason={(reason) => reopen.run({ id, version, reason }).then(Boolean)}
        />
      )}
    </>
  )
}
