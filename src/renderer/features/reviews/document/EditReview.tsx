import { useState } from 'react'
import type { Review } from '#shared/contract/reviews.ts'
import { ComboBox } from '../../../components/ComboBox.tsx'
import { Decision } from '../../../components/Dialog.tsx'
import { Select } from '../../../components/Select.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useCommand } from '../../../data/commands.ts'
import { PeopleField } from '../../people/PeopleField.tsx'
import { usePeople } from '../../usePeople.ts'
import { choicesOf, labelWords } from '../../words.ts'
import { EditNote } from './EditNote.tsx'

/** Title, people and label of a review. */
export function EditReview({ review, onClose }: { review: Review; onClose: () => void }) {
  const { choices } = usePeople()
  const [title, setTitle] = useState(review.title)
  const [facilitatorId, setFacilitatorId] = useState<string | null>(review.facilitator?.id ?? null)
  const [authorIds, setAuthorIds] = useState(review.authors.map((author) => author.id))
  const [label, setLabel] = useState(review.label)
  const update = useCommand('reviews.update')
  return (
    <Decision
      title="Facts of the review"
      action="Save facts"
      waiting={!title.trim()}
      error={update.error}
      onClose={onClose}
      onDecide={() =>
        update
          .run({ id: review.id, version: review.version, title, facilitatorId, authorIds, label })
          .then(Boolean)
      }
    >
      <EditNote review={review} />
      <TextField label="Title" value={title} onChange={setTitle} />
      <ComboBox label="Facilitator" choices={choices} value={facilitatorId} onChange={setFacilitatorId} />
      <PeopleField label="Authors" addLabel="Add an author" value={authorIds} onChange={setAuthorIds} />
      <Select label="Label" choices={choicesOf(labelWords)} value={label} onChange={setLabel} />
    </Decision>
  )
}
