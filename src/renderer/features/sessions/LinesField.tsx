import { CornerDownLeft } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { IconButton } from '../../components/Button.tsx'
import { say } from '../../components/quietStatus.ts'
import { TextField } from '../../components/TextField.tsx'
import { Line } from './Line.tsx'

export interface LinesFieldProps {
  title: string
  /** What the field for one more is called: "Add a decision". */
  addLabel: string
  lines: readonly string[]
  onChange: (lines: string[]) => void
  /** What else can be done with a line. */
  more?: (line: string) => ReactNode
  readOnly?: boolean
}

/** A list of short lines: typing and Enter adds one; each is changed where it stands. */
export function LinesField({ title, addLabel, lines, onChange, more, readOnly }: LinesFieldProps) {
  const [text, setText] = useState('')
  const add = () => {
    if (!text.trim()) return
    onChange([...lines, text.trim()])
    setText('')
  }
  const remove = (index: number) => {
    onChange(lines.filter((_, other) => other !== index))
    say('One line was removed', () => onChange([...lines]))
  }
  return (
    <section className="session-lines">
      <h3>{title}</h3>
      <ul>
        {lines.map((line, index) =>
          readOnly ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity, and the same one may stand twice
            <li key={index}>{line}</li>
          ) : (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={index}
              text={line}
              onChange={(text) => onChange(lines.map((other, at) => (at === index ? text : other)))}
              onRemove={() => remove(index)}
              more={more?.(line)}
            />
          ),
        )}
      </ul>
      {readOnly && lines.length === 0 && <p className="quiet">None.</p>}
      {!readOnly && (
        <div className="session-add">
          <TextField
            label={addLabel}
            hideLabel
            placeholder={addLabel}
            value={text}
            onChange={setText}
            maxLength={300}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
          <IconButton label={addLabel} onPress={add} isDisabled={!text.trim()}>
            <CornerDownLeft aria-hidden />
          </IconButton>
        </div>
      )}
    </section>
  )
}
