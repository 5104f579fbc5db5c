import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { OfferedFile } from '#shared/contract/common.ts'
import type { Evidence } from '#shared/contract/evidence.ts'
import { useCommands } from '../../../commands/useCommands.ts'
import { Button } from '../../../components/Button.tsx'
import { DropPlace } from '../../../components/DropPlace.tsx'
import { formatDay, formatSize } from '../../../components/dates/formats.ts'
import { EmptyPlace } from '../../../components/EmptyPlace.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { sayFailure } from '../../../components/quietStatus.ts'
import { Badge } from '../../../components/State.tsx'
import { asFailure } from '../../../data/call.ts'
import { pickFiles, shell } from '../../../data/port.ts'
import { useQueryOf } from '../../../data/queries.ts'
import { goInstead } from '../../../shell/routes.ts'
import { addFiles, filesOf } from '../../evidence/addFiles.ts'
import { EvidenceInspector } from '../../evidence/EvidenceInspector.tsx'
import { kindWords, periodWords } from '../../evidence/mediaKinds.ts'
import { enterInspector } from '../../inspectorFocus.ts'
import { labelWords } from '../../words.ts'
import { EditNote } from './EditNote.tsx'
import type { PlaceProps } from './places.tsx'
import '../../evidence/evidence.css'
import '../../sheets.css'

/** The originals behind a review: dropped, pasted or chosen; each with its hash and its custody. */
export default function EvidencePlace({ review, part }: PlaceProps) {
  const list = useQueryOf('evidence.ofReview', { reviewId: review.id })
  const [busy, setBusy] = useState(false)
  const readOnly = Boolean(review.readOnly)
  const show = (id: string) => goInstead(['reviews', review.id, 'evidence', id])
  const add = async (files: OfferedFile[]) => {
    if (files.length === 0) return
    setBusy(true)
    const last = await addFiles(review.id, files).finally(() => setBusy(false))
    if (last) show(last)
  }
  const choose = () => void pickFiles().then(add, (error) => sayFailure(asFailure(error).message))
  useCommands(
    () =>
      readOnly
        ? []
        : [{ id: 'evidence.add', title: 'Add evidence', group: 'Review', keys: 'N', run: choose }],
    [readOnly],
  )
  usePaste(
    !readOnly,
    (files) =>
      void shell()
        .offerDropped(files)
        .then(add, (error) => sayFailure(asFailure(error).message)),
  )
  const rows = list.data ?? []
  return (
    <DropPlace
      words="Drop to add evidence"
      onFiles={(files) => void add(files)}
      disabled={readOnly}
      className="evidence-drop"
    >
      <div className="place-head">
        <h2>Evidence</h2>
        {list.data && <span className="faint number">{rows.length}</span>}
      </div>
      <EditNote review={review} />
      {!readOnly && (
        <div className="drop-line">
          <Button icon={<Plus aria-hidden />} onPress={choose} isDisabled={busy}>
            {busy ? 'Reading the files in' : 'Add evidence'}
          </Button>
          <span>or drop files here, or paste a picture. Each is hashed and encrypted as it comes in.</span>
        </div>
      )}
      <ErrorNote error={list.error} />
      {list.data && rows.length === 0 && (
        <EmptyPlace>
          Originals stand here: logs, graphs, messages, statements. What was received is kept byte for byte,
          with who had it in hand.
        </EmptyPlace>
      )}
      <ul className="lines" aria-label="Evidence of this review">
        {rows.map((evidence) => (
          <li key={evidence.id} className="line-flush">
            <Exhibit
              evidence={evidence}
              current={evidence.id === part}
              onPress={() => {
                show(evidence.id)
                enterInspector()
              }}
            />
          </li>
        ))}
      </ul>
      {part && (
        <EvidenceInspector
          key={part}
          id={part}
          onClose={() => goInstead(['reviews', review.id, 'evidence'])}
        />
      )}
    </DropPlace>
  )
}

function Exhibit(props: { evidence: Evidence; current: boolean; onPress: () => void }) {
  const { evidence } = props
  const period = periodWords(evidence, formatDay)
  return (
    <AriaButton
      className={evidence.replacedBy ? 'exhibit exhibit-replaced' : 'exhibit'}
      aria-current={props.current || undefined}
      onPress={props.onPress}
    >
      <span className="grid-key">{evidence.number}</span>
      <span className="exhibit-title truncate">{evidence.title}</span>
      <Badge tone={evidence.label === 'restricted' ? 'attention' : 'plain'}>
        {labelWords[evidence.label]}
      </Badge>
      <span className="exhibit-facts">
        <span>
          {kindWords(evidence)}, {formatSize(evidence.size)}
        </span>
        {evidence.source && <span>{evidence.source}</span>}
        {period && <span>About the time {period.charAt(0).toLowerCase() + period.slice(1)}</span>}
        {evidence.replacedBy && <span>Replaced by a new version</span>}
      </span>
    </AriaButton>
  )
}

/** What is pasted anywhere but into a text. */
function usePaste(enabled: boolean, onFiles: (files: File[]) => void) {
  useEffect(() => {
    if (!enabled) return
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null
      if (target?.closest('input, textarea, [contenteditable="true"]')) return
      const files = filesOf(event.clipboardData, new Date())
      if (files.length === 0) return
      event.preventDefault()
      onFiles(files)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  })
}
