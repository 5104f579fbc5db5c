import { useState } from 'react'
import { Decision } from '../../../../components/Dialog.tsx'
import { TextField } from '../../../../components/TextField.tsx'
import { useCommand } from '../../../../data/commands.ts'
import { go } from '../../../../shell/routes.ts'

/** A section that the template does not have. */
export function AddSection({ reviewId, onClose }: { reviewId: string; onClose: () => void }) {
  const [title, setTitle] = useState('')
  const add = useCommand('reviews.addSection')
  return (
    <Decision
      title="Add a section"
      action="Add section"
      waiting={!title.trim()}
      error={add.error}
      onClose={onClose}
      onDecide={async () => {
        const added = await add.run({ reviewId, title })
        if (added) go(['reviews', reviewId, 'sections', added.sectionId])
        return Boolean(added)
      }}
    >
      <TextField label="Title" value={title} onChange={setTitle} autoFocus maxLength={200} />
    </Decision>
  )
}
