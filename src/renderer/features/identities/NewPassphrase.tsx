import { useState } from 'react'
import { PassphraseField } from '../../components/TextField.tsx'

const fewest = 8

/** A passphrase twice; answers it once both are the same, and null before. */
export function NewPassphrase({
  label = 'New passphrase',
  onChange,
}: {
  label?: string
  onChange: (passphrase: string | null) => void
}) {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const tell = (one: string, other: string) => onChange(one === other && one.length >= fewest ? one : null)
  return (
    <>
      <PassphraseField
        label={label}
        help="At least eight characters; a few words are easier to keep. Afterword cannot bring it back."
        value={passphrase}
        onChange={(typed) => {
          setPassphrase(typed)
          tell(typed, again)
        }}
        autoComplete="new-password"
      />
      <PassphraseField
        label={`${label} again`}
        value={again}
        onChange={(typed) => {
          setAgain(typed)
          tell(passphrase, typed)
        }}
        autoComplete="new-password"
        error={again !== '' && again !== passphrase ? 'This differs from the one above.' : null}
      />
    </>
  )
}
