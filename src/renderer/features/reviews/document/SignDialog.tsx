import { useState } from 'react'
import { Link } from 'react-aria-components'
import type { Review } from '#shared/contract/reviews.ts'
import { Decision } from '../../../components/Dialog.tsx'
import { HashText } from '../../../components/HashText.tsx'
import { say } from '../../../components/quietStatus.ts'
import { PassphraseField, TextField } from '../../../components/TextField.tsx'
import { useCommand } from '../../../data/commands.ts'
import { useQueryOf } from '../../../data/queries.ts'
import { hrefOf } from '../../../shell/routes.ts'
import { useActor } from '../../../shell/useWorkspace.ts'
import { SampleNote } from '../../workspace/SampleNote.tsx'

/** Signs the frozen content of a review with the acting person's own key. */
export function SignDialog({
  review,
  label,
  onClose,
}: {
  review: Review
  label: string
  onClose: () => void
}) {
  const actor = useActor()
  const identities = useQueryOf('identities.list', {}).data
  const [passphrase, setPassphrase] = useState('')
  const [comment, setComment] = useState('')
  const approve = useCommand('reviews.approve')
  const key = identities?.find((one) => one.person?.id === actor?.id && one.state === 'valid')
  const keyless = identities !== undefined && !key
  return (
    <Decision
      title={`${label}: ${review.key}`}
      action="Sign approval"
      waiting={!passphrase || keyless}
      error={approve.error}
      onClose={onClose}
      onDecide={async () => {
        const done = await approve.run({ id: review.id, version: review.version, comment, passphrase })
        if (done) say('The approval was signed')
        return Boolean(done)
      }}
    >
      <p>
        You, {actor?.name}, sign exactly this content of “{review.title}”:{' '}
        <HashText hash={review.contentSha256} what="Content SHA-256" /> A later edit voids the approval; that
        it was given stays in the history.
      </p>
      {keyless ? (
        <p>
          You have no valid signing key. <Link href={hrefOf('identities')}>Create or import one</Link>, then
          sign.
        </p>
      ) : (
        <>
          <TextField label="Comment" optional lines={2} value={comment} onChange={setComment} />
          <PassphraseField
            label="Your passphrase for signing"
            help={key && `Opens the key of ${key.subject}.`}
            value={passphrase}
            onChange={setPassphrase}
            autoFocus
          />
        </>
      )}
      <SampleNote />
    </Decision>
  )
}
