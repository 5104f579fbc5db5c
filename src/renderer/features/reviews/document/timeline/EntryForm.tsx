import { useState } from 'react'
import type { TimelineEntry } from '#shared/contract/timeline.ts'
import { Button } from '../../../../components/Button.tsx'
import { Checkbox } from '../../../../components/Checkbox.tsx'
import { ErrorNote } from '../../../../components/ErrorNote.tsx'
import { TextField } from '../../../../components/TextField.tsx'
import { useCommand } from '../../../../data/commands.ts'
import { readTimeText } from './readLine.ts'
import { TimeInput } from './TimeInput.tsx'
import type { LineContext } from './useTimeContext.ts'

interface EntryFormProps {
  entry: TimelineEntry
  context: LineContext
  onClose: () => void
}

/** An entry, changed where it stands. Ctrl+Enter saves, Escape leaves it as it was. */
export function EntryForm({ entry, context, onClose }: EntryFormProps) {
  const [timeText, setTimeText] = useState(entry.time.text)
  const [text, setText] = useState(entry.text)
  const [source, setSource] = useState(entry.source)
  const [key, setKey] = useState(entry.key)
  const update = useCommand('timeline.update')
  const save = async () => {
    if (!text.trim() || update.pending) return
    const time = timeText === entry.time.text ? entry.time : readTimeText(timeText, context)
    const done = await update.run({ id: entry.id, version: entry.version, time, text, source, key })
    if (done) onClose()
  }
  return (
    <form
      className="entry-form"
      aria-label="Edit entry"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <div className="form-pair">
        <TimeInput label="Time" text={timeText} onChange={setTimeText} context={context} autoFocus />
        <TextField label="Source" optional value={source} onChange={setSource} maxLength={300} />
      </div>
      <TextField label="What happened" lines={2} value={text} onChange={setText} />
      <Checkbox checked={key} onChange={setKey}>
        Key moment
      </Checkbox>
      <ErrorNote error={update.error} />
      <div className="form-actions">
        <Button variant="primary" type="submit" isDisabled={!text.trim() || update.pending}>
          Save entry
        </Button>
        <Button variant="quiet" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
