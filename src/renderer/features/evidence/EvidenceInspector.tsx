import { useState } from 'react'
import { Link } from 'react-aria-components'
import type { Evidence } from '#shared/contract/evidence.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { formatSize } from '../../components/dates/formats.ts'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { HashText } from '../../components/HashText.tsx'
import { Inspector, InspectorPart } from '../../components/Inspector.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { hrefOf } from '../../shell/routes.ts'
import { useActor } from '../../shell/useWorkspace.ts'
import { Custody } from './Custody.tsx'
import { EvidenceFields } from './EvidenceFields.tsx'
import { kindWords } from './mediaKinds.ts'
import { Preview } from './Preview.tsx'
import { ReplaceDialog } from './ReplaceDialog.tsx'
import { TransferDialog } from './TransferDialog.tsx'

interface EvidenceInspectorProps {
  id: string
  onClose: () => void
  /** Shown among all evidence: the review is worth a link. */
  inRoom?: boolean
}

/** One piece of evidence: a look at it, what is known of it, and its custody. */
export function EvidenceInspector({ id, onClose, inRoom }: EvidenceInspectorProps) {
  const evidence = useQueryOf('evidence.get', { id })
  const title = evidence.data ? `${evidence.data.number} ${evidence.data.title}` : 'Evidence'
  return (
    <Inspector title={title} onClose={onClose}>
      <ErrorNote error={evidence.error} />
      {!evidence.data && !evidence.error && <Skeleton lines={6} />}
      {evidence.data && <Sheet evidence={evidence.data} inRoom={inRoom} />}
    </Inspector>
  )
}

function Sheet({ evidence, inRoom }: { evidence: Evidence; inRoom?: boolean }) {
  const actor = useActor()
  const [dialog, setDialog] = useState<'transfer' | 'replace' | null>(null)
  useCommands(
    () => [
      {
        id: 'evidence.transfer',
        title: `${evidence.number}: record a transfer`,
        group: 'Evidence',
        run: () => setDialog('transfer'),
      },
      ...(evidence.replacedBy
        ? []
        : [
            {
              id: 'evidence.replace',
              title: `${evidence.number}: replace by a new version`,
              group: 'Evidence',
              run: () => setDialog('replace'),
            },
          ]),
    ],
    [evidence],
  )
  return (
    <>
      <InspectorPart title="File">
        <Preview key={`${evidence.id} ${actor?.id}`} evidence={evidence} />
        <div className="sheet-facts">
          <Facts>
            {evidence.fileName && <Fact name="Name">{evidence.fileName}</Fact>}
            <Fact name="Kind">
              {kindWords(evidence)}, {formatSize(evidence.size)}
            </Fact>
            <Fact name="SHA-256">
              <HashText hash={evidence.sha256} />
            </Fact>
            <Fact name="Received">
              <InstantText at={evidence.receivedAt} />
              <br />
              <span className="quiet">by {evidence.receivedBy.name}</span>
            </Fact>
            {inRoom && (
              <Fact name="Review">
                <Link href={hrefOf('reviews', evidence.reviewId, 'evidence', evidence.id)}>
                  {evidence.reviewKey}
                </Link>
              </Fact>
            )}
            {evidence.replaces && (
              <Fact name="Replaces">
                <VersionLink id={evidence.replaces} />
              </Fact>
            )}
            {evidence.replacedBy && (
              <Fact name="Replaced by">
                <VersionLink id={evidence.replacedBy} />
              </Fact>
            )}
          </Facts>
        </div>
        <div className="row-wrap">
          <Button onPress={() => setDialog('transfer')}>Record a transfer</Button>
          {!evidence.replacedBy && <Button onPress={() => setDialog('replace')}>New version</Button>}
        </div>
      </InspectorPart>
      <InspectorPart title="What it is">
        <EvidenceFields evidence={evidence} />
      </InspectorPart>
      <InspectorPart title="Custody">
        <Custody id={evidence.id} />
      </InspectorPart>
      {dialog === 'transfer' && <TransferDialog evidence={evidence} onClose={() => setDialog(null)} />}
      {dialog === 'replace' && <ReplaceDialog evidence={evidence} onClose={() => setDialog(null)} />}
    </>
  )
}

function VersionLink({ id }: { id: string }) {
  const evidence = useQueryOf('evidence.get', { id }).data
  if (!evidence) return null
  return (
    <Link href={hrefOf('reviews', evidence.reviewId, 'evidence', id)}>
      {evidence.number} {evidence.title}
    </Link>
  )
}
