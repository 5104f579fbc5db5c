import { useState } from 'react'
import type { Factor } from '#shared/contract/factors.ts'
import { Button } from '../../../../components/Button.tsx'
import { ErrorNote } from '../../../../components/ErrorNote.tsx'
import { Select } from '../../../../components/Select.tsx'
import { TextField } from '../../../../components/TextField.tsx'
import { useCommand } from '../../../../data/commands.ts'
import { useWording } from '../sections/useWording.ts'
import { WordingHints } from '../sections/WordingHints.tsx'
import type { Category } from './useTaxonomy.ts'

interface FactorFormProps {
  reviewId: string
  taxonomy: readonly Category[]
  /** The factor to change; without it a new one of this category is added. */
  factor?: Factor
  category: string
  onClose: () => void
}

/** A condition that made the incident possible. There is no field for a person. Escape leaves it as it was. */
export function FactorForm({ reviewId, taxonomy, factor, category: first, onClose }: FactorFormProps) {
  const [category, setCategory] = useState(factor?.category ?? first)
  const [title, setTitle] = useState(factor?.title ?? '')
  const [detail, setDetail] = useState(factor?.detail ?? '')
  const add = useCommand('factors.add')
  const update = useCommand('factors.update')
  const hints = useWording(`${title}\n\n${detail}`, true)
  const pending = add.pending || update.pending
  const save = async () => {
    if (!title.trim() || pending) return
    const fields = { category, title, detail }
    const done = factor
      ? await update.run({ id: factor.id, version: factor.version, ...fields })
      : await add.run({ reviewId, ...fields })
    if (done) onClose()
  }
  const question = taxonomy.find((entry) => entry.id === category)?.question
  return (
    <form
      className="factor-form"
      aria-label={factor ? 'Edit factor' : 'Add a factor'}
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
      <Select
        label="Category"
        choices={taxonomy.map(({ id, name, description }) => ({ id, label: name, detail: description }))}
        value={category}
        onChange={setCategory}
        help={question}
      />
      <TextField
        label="Condition"
        value={title}
        onChange={setTitle}
        autoFocus
        placeholder="The change reached all regions at once"
        maxLength={300}
      />
      <TextField
        label="How it made the incident possible"
        optional
        lines={3}
        value={detail}
        onChange={setDetail}
      />
      <WordingHints hints={hints} />
      <ErrorNote error={add.error ?? update.error} />
      <div className="form-actions">
        <Button variant="primary" type="submit" isDisabled={!title.trim() || pending}>
          {factor ? 'Save factor' : 'Add factor'}
        </Button>
        <Button variant="quiet" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
