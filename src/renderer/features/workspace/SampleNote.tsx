import { create } from 'zustand'

const useSample = create<{ passphrase: string | null }>(() => ({ passphrase: null }))

/** Reminds of the passphrase of the sample's people; it protects nothing. */
export function SampleNote() {
  const passphrase = useSample((state) => state.passphrase)
  if (!passphrase) return null
  return (
    <p className="field-help">
      In the sample, everybody signs with the passphrase <strong className="mono">{passphrase}</strong>.
    </p>
  )
}

SampleNote.remember = (passphrase: string) => useSample.setState({ passphrase })
