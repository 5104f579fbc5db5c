import { useRef, useState } from 'react'
import type { Review } from '#shared/contract/reviews.ts'
import type { TimelineEntry } from '#shared/contract/timeline.ts'
import { useCommands } from '../../../../commands/useCommands.ts'
import { Button } from '../../../../components/Button.tsx'
import { DayField } from '../../../../components/dates/DayField.tsx'
import { doubtWords, timeWords } from '../../../../components/dates/doubts.ts'
import { formatDay } from '../../../../components/dates/formats.ts'
import { ErrorNote } from '../../../../components/ErrorNote.tsx'
import { TextField } from '../../../../components/TextField.tsx'
import { useCommand } from '../../../../data/commands.ts'
import { readLine } from './readLine.ts'
import { useTimeContext } from './useTimeContext.ts'

interface AddEntryProps {
  review: Review
  entries: readonly TimelineEntry[]
  onAdded: (id: string) => void
}

/** One line that adds an entry: the time, then what happened; Enter adds it and waits for the next. */
export function AddEntry({ review, entries, onAdded }: AddEntryProps) {
  const [line, setLine] = useState('')
  const [changing, setChanging] = useState(false)
  const { context, setContext } = useTimeContext(review, entries)
  const add = useCommand('timeline.add')
  const input = useRef<HTMLInputElement>(null)
  useCommands(
    () => [
      {
        id: 'timeline.add',
        title: 'Add a timeline entry',
        group: 'Review',
        keys: 'N',
        run: () => input.current?.focus(),
      },
    ],
    [],
  )
  const now = new Date().toISOString()
  const { time, text } = readLine(line, { ...context, now })
  const submit = async (key: boolean) => {
    if (!time || !text || add.pending) return
    const added = await add.run({ reviewId: review.id, time, text, key })
    if (!added) return
    setLine('')
    onAdded(added.id)
  }
  return (
    <div className="add-entry">
      <form
        className="add-entry-line"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(false)
        }}
      >
        <TextField
          label="Add an entry: time, then what happened"
          hideLabel
          value={line}
          onChange={setLine}
          placeholder="14:05 Errors rise on checkout"
          ref={input}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            void submit(true)
          }}
        />
        <Button type="submit" isDisabled={!time || !text || add.pending}>
          Add entry
        </Button>
      </form>
      <div className="add-entry-below">
        <p aria-live="polite" className={time?.doubt ? 'field-doubt grow' : 'grow'}>
          {line.trim() ? lineWords(time, text) : 'Enter adds it, Ctrl+Enter adds it as a key moment.'}
        </p>
        <Button variant="quiet" aria-expanded={changing} onPress={() => setChanging(!changing)}>
          {context.date ? `Day ${formatDay(context.date)}` : 'No day'}, {context.zone ?? 'no zone'}
        </Button>
      </div>
      {changing && (
        <div className="add-entry-context">
          <DayField
            label="Day of times without one"
            value={context.date ?? null}
            onChange={(date) => setContext({ ...context, date: date ?? undefined })}
          />
          <TextField
            label="Zone of times without one"
            value={context.zone ?? ''}
            onChange={(zone) => setContext({ ...context, zone: zone || undefined })}
            placeholder="UTC, CET, Europe/Copenhagen"
          />
        </div>
      )}
      <ErrorNote error={add.error} />
    </div>
  )
}

function lineWords(time: ReturnType<typeof readLine>['time'], text: string): string {
  if (!time) return 'Begin with the time, such as 14:05 or 2026-11-20 14:05 CET.'
  if (time.doubt) return `${doubtWords[time.doubt]} It can be added as it is and settled later.`
  return text ? timeWords(time) : `${timeWords(time)}. Then say what happened.`
}
