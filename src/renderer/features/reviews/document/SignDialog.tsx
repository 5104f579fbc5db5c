import { useState } from 'react'
import type { Review } from '#shared/contract/reviews.ts'
import { Decision } from '../../../components/Dialog.tsx'
import { HashText } from '../../../components/HashText.tsx'
import { say } from '../../../components/quietStatus.ts'
import { PassphraseField, TextField } from '../../../components/TextField.tsx'
import { useCommand } from '../../../data/commands.ts'
import { useActor } from '../../../shell/useWorkspace.ts'
import { SampleNote } from '../../workspace/SampleNote.tsx'

/** Signs the frozen content of a review with the acting person's own key. */
export function SignDialog({ review, onClose }: { review: Review; onClose: () => void }) {
  const actor = useActor()
  const [passphrase, setPassphrase] = useState('')
  const [comment, setComment] = useState('')
  const approve = useCommand('reviews.approve')
  return (
    <Decision
      title={`Approve ${review.key}`}
      action="Sign approval"
      waiting={!passphrase}
      error={approve.error}
      onClose={onClose}
      onDecide={async () => {
        const done = await approve.run({ id: review.id, version: review.version, comment, passphrase })
        if (done) say('The approval was signed')
        return Boolean(done)
      }}
    >
      <p>
        You, {actor?.name}, sign exactly this content:{' '}
        <HashText hash={review.contentSha256} what="Content SHA-256" />. A later edit voids the approval.
      </p>
      <TextField label="Comment" optional lines={2} value={comment} onChange={setComment} />
      <PassphraseField
        label="Your passphrase for signing"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
      />
      <SampleNote />
    </Decision>
  )
}
