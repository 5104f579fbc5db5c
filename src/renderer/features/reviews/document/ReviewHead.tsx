import { Lock } from 'lucide-react'
import { useState } from 'react'
import type { Review, ReviewState } from '#shared/contract/reviews.ts'
import { useCommands } from '../../../commands/useCommands.ts'
import { Button } from '../../../components/Button.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { Menu, type MenuEntry } from '../../../components/Menu.tsx'
import { say } from '../../../components/quietStatus.ts'
import { SeverityMark } from '../../../components/SeverityMark.tsx'
import { useCommand } from '../../../data/commands.ts'
import { go } from '../../../shell/routes.ts'
import { stateWords } from '../../words.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { SignDialog } from './SignDialog.tsx'
import './ReviewHead.css'

type Step = Review['steps'][number]['step']

const path = Object.keys(stateWords) as ReviewState[]

/** Key, title, state as a sentence, the path, the one next step, and the rest in a menu. */
export function ReviewHead({ review }: { review: Review }) {
  const [dialog, setDialog] = useState<'approve' | 'request-changes' | 'amend' | null>(null)
  const move = useCommand('reviews.move')
  const submit = useCommand('reviews.submit')
  const changes = useCommand('reviews.requestChanges')
  const amend = useCommand('reviews.amend')
  const { id, version } = review
  const take: Record<Step, () => void> = {
    'start-session': () => go(['reviews', id, 'session']),
    'finish-writing': () => void move.run({ id, version, to: 'written' }),
    submit: () =>
      void submit.run({ id, version }).then((done) => done && say('Submitted for technical validation')),
    approve: () => setDialog('approve'),
    'request-changes': () => setDialog('request-changes'),
    seal: () => go(['reviews', id, 'exports', 'seal']),
    amend: () => setDialog('amend'),
  }
  const primary = review.steps.find((step) => !step.refused && step.step !== 'request-changes')
  const awaited = review.steps[0]
  const rest: MenuEntry[] = review.steps
    .filter((step) => step !== primary)
    .map((step) => ({ id: step.step, label: step.label, refused: step.refused, run: take[step.step] }))
  if (review.state === 'in-session' || review.state === 'written')
    rest.push({
      id: 'back',
      label: 'Move back to draft',
      refused: null,
      apart: true,
      run: () => void move.run({ id, version, to: 'draft' }),
    })
  rest.push({ id: 'export', label: 'Export', apart: true, run: () => go(['reviews', id, 'exports', 'new']) })
  rest.push({
    id: 'incident',
    label: `Open ${review.incident.key}`,
    run: () => go(['incidents', review.incident.id]),
  })
  useCommands(
    () =>
      review.steps
        .filter((step) => !step.refused)
        .map((step) => ({
          id: `step.${step.step}`,
          title: step.label,
          group: 'Review',
          run: take[step.step],
        })),
    [review],
  )
  return (
    <header className="document-head">
      <div className="document-top">
        <div className="grow">
          <p className="document-line">
            <span className="document-key">
              {review.key}
              {review.revision > 1 && ` revision ${review.revision}`}
            </span>
            <SeverityMark severity={review.severity} />
            <span className="truncate" title={review.sentence}>
              {review.sentence}
            </span>
          </p>
          <h1 id="review-title">{review.title}</h1>
        </div>
        <div className="document-do">
          {primary && (
            <Button
              variant="primary"
              onPress={take[primary.step]}
              isDisabled={move.pending || submit.pending}
            >
              {primary.label}
            </Button>
          )}
          <Menu label="More for this review" entries={rest} />
        </div>
      </div>
      <Path state={review.state} />
      {!primary && awaited?.refused && (
        <p className="document-refused">
          <Lock size={12} aria-hidden />
          <span>
            Next: {awaited.label.charAt(0).toLowerCase() + awaited.label.slice(1)}. {awaited.refused}
          </span>
        </p>
      )}
      <ErrorNote error={move.error ?? submit.error} />
      {submit.error?.code === 'not-ready' && (
        <Button variant="quiet" onPress={() => go(['reviews', id, 'readiness'])}>
          Show what is open
        </Button>
      )}
      {dialog === 'approve' && (
        <SignDialog
          review={review}
          label={review.steps.find((step) => step.step === 'approve')?.label ?? 'Approve'}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'request-changes' && (
        <ReasonDialog
          title="Ask for changes"
          action="Ask for changes"
          label="What should change"
          help="The review goes back to written; approvals given so far no longer count."
          error={changes.error}
          onClose={() => setDialog(null)}
          onReason={(reason) => changes.run({ id, version, reason }).then(Boolean)}
        />
      )}
      {dialog === 'amend' && (
        <ReasonDialog
          title="Amend this review"
          action="Start a new revision"
          label="Why it is amended"
          help="The sealed revision stays as it is."
          error={amend.error}
          onClose={() => setDialog(null)}
          onReason={async (reason) => {
            const made = await amend.run({ id, reason })
            if (made) go(['reviews', made.id])
            return Boolean(made)
          }}
        />
      )}
    </header>
  )
}

function Path({ state }: { state: ReviewState }) {
  const at = path.indexOf(state)
  return (
    <ol className="path" aria-label="The path of a review">
      {path.map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? 'step' : undefined}
          className={index < at ? 'path-past' : index === at ? 'path-now' : undefined}
        >
          {stateWords[step]}
        </li>
      ))}
    </ol>
  )
}
