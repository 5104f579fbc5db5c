import { Pin, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import type { TimelineEntry } from '#shared/contract/timeline.ts'
import { Button } from '../../../../components/Button.tsx'
import { doubtWords } from '../../../../components/dates/doubts.ts'
import { formatClock, formatInstant } from '../../../../components/dates/formats.ts'
import { Menu } from '../../../../components/Menu.tsx'
import { Tooltip } from '../../../../components/Tooltip.tsx'
import { useCommand } from '../../../../data/commands.ts'
import { readTimeText } from './readLine.ts'
import { TimeInput } from './TimeInput.tsx'
import type { LineContext } from './useTimeContext.ts'

interface EntryRowProps {
  entry: TimelineEntry
  readOnly: boolean
  context: LineContext
  onEdit: () => void
  onRemove: () => void
  onKey: (key: boolean) => void
}

/** One entry: when, what, where it is known from. A doubtful time is asked about here. */
export function EntryRow({ entry, readOnly, context, onEdit, onRemove, onKey }: EntryRowProps) {
  return (
    <>
      <div className="entry-line">
        <ClockText entry={entry} />
        {readOnly ? (
          <span className="entry-pin">{entry.key && <Pin aria-label="Key moment" />}</span>
        ) : (
          <Tooltip text={entry.key ? 'Key moment' : 'Make it a key moment'} keys="K">
            <ToggleButton
              className="entry-pin"
              aria-label="Key moment"
              isSelected={entry.key}
              onChange={onKey}
            >
              <Pin aria-hidden />
            </ToggleButton>
          </Tooltip>
        )}
        <p className={entry.key ? 'entry-text entry-key' : 'entry-text'}>{entry.text}</p>
        {entry.source && <span className="entry-source truncate">{entry.source}</span>}
        {!readOnly && (
          <Menu
            label={`More for the entry ${entry.time.text}`}
            entries={[
              { id: 'edit', label: 'Edit', keys: 'Enter', run: onEdit },
              { id: 'remove', label: 'Remove', keys: 'Delete', danger: true, run: onRemove },
            ]}
          />
        )}
      </div>
      {entry.time.doubt && !readOnly && <Doubt entry={entry} context={context} />}
      {entry.time.doubt && readOnly && <p className="entry-doubt">{doubtWords[entry.time.doubt]}</p>}
    </>
  )
}

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
