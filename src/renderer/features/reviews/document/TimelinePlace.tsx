import { useState } from 'react'
import type { TimelineEntry } from '#shared/contract/timeline.ts'
import { EmptyPlace } from '../../../components/EmptyPlace.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { say, sayFailure } from '../../../components/quietStatus.ts'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { asFailure, call } from '../../../data/call.ts'
import { useQueryOf } from '../../../data/queries.ts'
import type { PlaceProps } from './places.tsx'
import { AddEntry } from './timeline/AddEntry.tsx'
import { EntryList } from './timeline/EntryList.tsx'
import { TimelineBand } from './timeline/TimelineBand.tsx'
import { useTimeContext } from './timeline/useTimeContext.ts'
import './timeline/timeline.css'

const none: TimelineEntry[] = []

const failed = (error: unknown) => sayFailure(asFailure(error).message)

/** What happened, in order: added by one line, changed where it stands, removed with a way back. */
export default function TimelinePlace({ review, part }: PlaceProps) {
  const list = useQueryOf('timeline.list', { reviewId: review.id })
  const entries = list.data ?? none
  const [added, setAdded] = useState<string>()
  const [picked, setPicked] = useState<string>()
  const { context } = useTimeContext(review, entries)
  const readOnly = Boolean(review.readOnly)
  const doubtful = entries.filter((entry) => entry.time.doubt)
  const remove = (entry: TimelineEntry) => {
    const { id, version, time, text, source, key, evidenceIds } = entry
    const undo = () =>
      void call('timeline.add', { reviewId: review.id, time, text, source, key, evidenceIds }).catch(failed)
    call('timeline.remove', { id, version }).then(() => say('The entry was removed', undo), failed)
  }
  const mark = ({ id, version }: TimelineEntry, key: boolean) =>
    void call('timeline.update', { id, version, key }).catch(failed)
  return (
    <div className="timeline">
      <div className="place-head">
        <h2>Timeline</h2>
        {entries.length > 0 && (
          <span className="quiet small">
            {entries.length === 1 ? '1 entry' : `${entries.length.toLocaleString('en-GB')} entries`}
            {doubtful.length > 0 && ', '}
            {doubtful.length > 0 && (
              <button type="button" className="doubt-link" onClick={() => setPicked(doubtful[0]?.id)}>
                {doubtful.length === 1 ? '1 time in doubt' : `${doubtful.length} times in doubt`}
              </button>
            )}
          </span>
        )}
      </div>
      {review.readOnly && <p className="read-only">{review.readOnly}</p>}
      <ErrorNote error={list.error} />
      <TimelineBand times={review.incident.times} entries={entries} onEntry={setPicked} />
      {!readOnly && <AddEntry review={review} entries={entries} onAdded={setAdded} />}
      {list.isPending && <Skeleton lines={6} />}
      {list.data && entries.length === 0 && (
        <EmptyPlace>
          Dated facts stand here: what was seen, decided and done, each with its time. Type the first one
          above.
        </EmptyPlace>
      )}
      {entries.length > 0 && (
        <EntryList
          entries={entries}
          context={context}
          readOnly={readOnly}
          meant={picked ?? part}
          shown={added}
          onRemove={remove}
          onKey={mark}
        />
      )}
    </div>
  )
}
