import { Lightbulb } from 'lucide-react'
import { Link } from 'react-aria-components'
import type { Action } from '#shared/contract/actions.ts'
import { formatDay } from '../../components/dates/formats.ts'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { Inspector, InspectorPart } from '../../components/Inspector.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { Badge } from '../../components/State.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { hrefOf } from '../../shell/routes.ts'
import { SubjectHistory } from '../auditLog/SubjectHistory.tsx'
import { actionStateWords } from '../words.ts'
import { ActionFields } from './ActionFields.tsx'
import { ActionSteps } from './ActionSteps.tsx'
import { actionTones, DueDay } from './actionColumns.tsx'

interface ActionInspectorProps {
  id: string
  onClose: () => void
  /** Shown among all actions: the review is worth a link. */
  inRoom?: boolean
}

/** One action: what it still needs, its next steps, its agreement, and how it got here. */
export function ActionInspector({ id, onClose, inRoom }: ActionInspectorProps) {
  const action = useQueryOf('actions.get', { id })
  return (
    <Inspector title={action.data?.key ?? 'Action'} onClose={onClose}>
      <ErrorNote error={action.error} />
      {!action.data && !action.error && <Skeleton lines={6} />}
      {action.data && <Sheet action={action.data} inRoom={inRoom} onGone={onClose} />}
    </Inspector>
  )
}

function Sheet({ action, inRoom, onGone }: { action: Action; inRoom?: boolean; onGone: () => void }) {
  const closed = action.state === 'done' || action.state === 'wont-do'
  return (
    <>
      <h3 className="action-title">{action.title}</h3>
      <ActionSteps action={action} onGone={onGone} />
      <Facts>
        <Fact name="State">
          <Badge tone={actionTones[action.state]}>{actionStateWords[action.state]}</Badge>
        </Fact>
        <Fact name="Due">
          <DueDay action={action} />
        </Fact>
        {inRoom && (
          <Fact name="Review">
            <Link href={hrefOf('reviews', action.reviewId, 'actions', action.id)}>{action.reviewKey}</Link>
          </Fact>
        )}
        {closed && action.closedAt && (
          <Fact name="Closed">
            <InstantText at={action.closedAt} />
          </Fact>
        )}
        {closed && action.closureNote && (
          <Fact name={action.state === 'done' ? 'Proof' : 'Reason'}>{action.closureNote}</Fact>
        )}
      </Facts>
      {action.evidenceIds.length > 0 && (
        <InspectorPart title="Evidence that it is done">
          <ul>
            {action.evidenceIds.map((evidenceId) => (
              <li key={evidenceId}>
                <EvidenceLink id={evidenceId} />
              </li>
            ))}
          </ul>
        </InspectorPart>
      )}
      {!closed && action.advice.length > 0 && (
        <InspectorPart title="What would make it easier to track">
          <ul className="action-advice">
            {action.advice.map((text) => (
              <li key={text}>
                <Lightbulb size={14} aria-hidden />
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </InspectorPart>
      )}
      <InspectorPart title="What was agreed">
        <ActionFields action={action} disabled={closed} />
      </InspectorPart>
      {action.dueChanges.length > 0 && (
        <InspectorPart title="Changes of the due date">
          <ul className="due-changes">
            {action.dueChanges.map((change) => (
              <li key={change.at}>
                {change.from ? formatDay(change.from) : 'No date'} to{' '}
                {change.to ? formatDay(change.to) : 'no date'}
                {change.reason && <>: {change.reason}</>}
                <span className="small faint">
                  <br />
                  {change.person.name}, <InstantText at={change.at} />
                </span>
              </li>
            ))}
          </ul>
        </InspectorPart>
      )}
      <SubjectHistory subject={`action:${action.id}`} />
    </>
  )
}

function EvidenceLink({ id }: { id: string }) {
  const evidence = useQueryOf('evidence.get', { id }).data
  if (!evidence) return null
  return (
    <Link href={hrefOf('reviews', evidence.reviewId, 'evidence', id)}>
      {evidence.number} {evidence.title}
    </Link>
  )
}
