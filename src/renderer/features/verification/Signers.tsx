import type { VerificationResult } from '#shared/contract/verification.ts'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { HashText } from '../../components/HashText.tsx'
import { Badge } from '../../components/State.tsx'
import { nameOf } from '../identities/commonName.ts'

type Signer = VerificationResult['signers'][number]

/** Who signed, one line a certificate: a pack has a signature for itself, and for each document and approval in it. */
export function Signers({ signers }: { signers: readonly Signer[] }) {
  if (signers.length === 0) return null
  const certificates = Map.groupBy(signers, (signer) => signer.certificateSha256)
  return (
    <section className="signers">
      <h2>Signed by</h2>
      <ul>
        {[...certificates.values()].map((of) => (
          <OneSigner key={of[0]?.certificateSha256} signatures={of} />
        ))}
      </ul>
    </section>
  )
}

function OneSigner({ signatures }: { signatures: readonly Signer[] }) {
  const [first] = signatures
  if (!first) return null
  const stamped = signatures.find((one) => one.timestampTime)?.timestampTime
  const levels = [...new Set(signatures.map((one) => one.level))].join(', ')
  return (
    <li className="signer">
      <div className="row-wrap">
        <strong>{first.name}</strong>
        <Badge tone={first.trusted ? 'verified' : 'attention'}>
          {first.trusted ? 'Trusted here' : 'Not trusted here'}
        </Badge>
      </div>
      <p className="quiet small">
        Certified by {nameOf(first.issuer)},{' '}
        {signatures.length === 1 ? '1 signature' : `${signatures.length} signatures`},{' '}
        {levels === 'none' ? 'no level' : `level ${levels}`}, certificate{' '}
        <HashText hash={first.certificateSha256} what="Certificate SHA-256" />
      </p>
      {stamped ? (
        <p className="quiet small">
          A time-stamp shows that it was there <InstantText at={stamped} />.
        </p>
      ) : (
        first.claimedTime && (
          <p className="quiet small">
            Says it signed <InstantText at={first.claimedTime} />; no time-stamp shows it.
          </p>
        )
      )}
    </li>
  )
}
