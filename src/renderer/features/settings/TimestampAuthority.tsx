import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { Checkbox } from '../../components/Checkbox.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { say } from '../../components/quietStatus.ts'
import { TextField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { useQueryOf } from '../../data/queries.ts'

/** The one connection that a user can turn on: RFC 3161 time-stamps. */
export function TimestampAuthority() {
  const authority = useQueryOf('exports.timestampAuthority', {})
  if (authority.error) return <ErrorNote error={authority.error} />
  if (!authority.data) return null
  return <Form key={`${authority.data.url} ${authority.data.enabled}`} {...authority.data} />
}

function Form(kept: { url: string; enabled: boolean }) {
  const [url, setUrl] = useState(kept.url)
  const [enabled, setEnabled] = useState(kept.enabled)
  const save = useCommand('exports.setTimestampAuthority')
  const changed = url.trim() !== kept.url || enabled !== kept.enabled
  return (
    <form
      className="stack settings-form"
      aria-label="Time-stamping authority"
      onSubmit={(event) => {
        event.preventDefault()
        void save.run({ url: url.trim(), enabled }).then((done) => done && say('Saved'))
      }}
    >
      <Checkbox checked={enabled} onChange={setEnabled}>
        Exports may ask a time-stamping authority
      </Checkbox>
      <TextField
        label="Address of the authority"
        type="url"
        value={url}
        onChange={setUrl}
        placeholder="http://timestamp.example.org"
        help="An RFC 3161 service. Without one, a request can be carried by hand from a review's exports."
      />
      <ErrorNote error={save.error} />
      <div>
        <Button type="submit" isDisabled={!changed || save.pending || (enabled && !url.trim())}>
          Save
        </Button>
      </div>
    </form>
  )
}
