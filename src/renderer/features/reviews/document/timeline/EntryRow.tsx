import { Pencil, Pin, Trash2, TriangleAlert } from 'lucide-react'
import { memo, useState } from 'react'
import type { TimelineEntry } from '#shared/contract/timeline.ts'
import { Button } from '../../../../components/Button.tsx'
import { doubtWords } from '../../../../components/dates/doubts.ts'
import { formatClock, formatInstant } from '../../../../components/dates/formats.ts'
import { useCommand } from '../../../../data/commands.ts'
import { readTimeText } from './readLine.ts'
import { TimeInput } from './TimeInput.tsx'
import type { LineContext } from './useTimeContext.ts'

interface EntryRowProps {
  entry: TimelineEntry
  readOnly: boolean
  context: LineContext
  onEdit: (entry: TimelineEntry) => void
  onRemove: (entry: TimelineEntry) => void
  onKey: (entry: TimelineEntry) => void
}

/** One entry: when, what, where it is known from. A doubtful time is asked about here. Plain buttons keep long lists light. */
export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { entry, readOnly, context, onEdit, onRemove, onKey } = props
  return (
    <>
      <div className="entry-line">
        <ClockText entry={entry} />
        {readOnly ? (
          <span className="entry-pin">{entry.key && <Pin aria-label="Key moment" />}</span>
        ) : (
          <button
            type="button"
            className="entry-pin"
            aria-label="Key moment"
            aria-pressed={entry.key}
            title="Key moment (K)"
            onClick={() => onKey(entry)}
          >
            <Pin aria-hidden />
          </button>
        )}
        <p className={entry.key ? 'entry-text entry-key' : 'entry-text'}>{entry.text}</p>
        {entry.source && (
          <span className="entry-source truncate" title={entry.source}>
            {entry.source}
          </span>
        )}
        {!readOnly && (
          <span className="entry-tools">
            <button
              type="button"
              aria-label={`Edit the entry ${entry.time.text}`}
              title="Edit (Enter)"
              onClick={() => onEdit(entry)}
            >
              <Pencil aria-hidden />
            </button>
            <button
              type="button"
              aria-label={`Remove the entry ${entry.time.text}`}
              title="Remove (Delete)"
              onClick={() => onRemove(entry)}
            >
              <Trash2 aria-hidden />
            </button>
          </span>
        )}
      </div>
      {entry.time.doubt && !readOnly && <Doubt entry={entry} context={context} />}
      {entry.time.doubt && readOnly && (
        <p className="entry-doubt field-doubt small">{doubtWords[entry.time.doubt]}</p>
      )}
    </>
  )
})

function ClockText({ entry: { time } }: { entry: TimelineEntry }) {
  if (!time.at)
    return (
      <span className="entry-time entry-time-doubtful">
        <TriangleAlert aria-label="In doubt" />
        <span className="truncate" title={time.text}>
          {time.text}
        </span>
      </span>
    )
  const offset = time.offsetMinutes ?? 0
  const about = time.precision === 'approximate' ? 'about ' : ''
  return (
    <time
      className="entry-time"
      dateTime={time.at}
      title={`As given: ${time.text}\nIn UTC: ${formatInstant(time.at, 0, true)}`}
    >
      {about}
      {formatClock(time.at, offset)}
    </time>
  )
}

/** Asks for what a time lacks, beside the words it was given in. */
function Doubt({ entry, context }: { entry: TimelineEntry; context: LineContext }) {
  const [text, setText] = useState(entry.time.text)
  const update = useCommand('timeline.update')
  const read = readTimeText(text, context)
  return (
    <form
      className="entry-doubt"
      aria-label={`When was ${entry.time.text}`}
      onSubmit={(event) => {
        event.preventDefault()
        void update.run({ id: entry.id, version: entry.version, time: { ...read, text: text.trim() } })
      }}
    >
      <TimeInput
        label={`“${entry.time.text}” is in doubt: when was it?`}
        text={text}
        onChange={setText}
        context={context}
      />
      <Button type="submit" isDisabled={Boolean(read.doubt) || update.pending}>
        Set time
      </Button>
      {update.error && <p className="field-error">{update.error.message}</p>}
    </form>
  )
}
