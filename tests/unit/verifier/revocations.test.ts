import { describe, expect, it } from 'vitest'
import { readCertificate } from '#verifier/certificates.ts'
import { judgeSigner } from '#verifier/certificates-judge.ts'
import { judgeRevocations } from '#verifier/revocations.ts'
import type { Outcome, SignerFact } from '#verifier/verdict.ts'
import { person } from '../signing/people.ts'

/** What became of a certificate since, and what it means for what was signed with it. */
const signedAt = '2026-11-20T09:00:00.000Z'
const [before, after] = ['2026-11-19T09:00:00.000Z', '2026-11-23T10:00:00.000Z']
const stampedAt = '2026-11-21T09:00:00.000Z'

describe('a certificate that was revoked', () => {
  const revoked = (at: string) => [{ certificateSha256: 'ab', subject: 'CN=Ada', at, reason: 'Lost.' }]
  const signer = (times: Partial<SignerFact>): SignerFact => ({
    name: 'Ada',
    certificateSha256: 'ab',
    issuer: 'CN=Root',
    trusted: true,
    ...times,
  })

  it.each<[string, string, Partial<SignerFact>, Outcome, string]>([
    [
      'before it signed does not count',
      before,
      { claimedTime: signedAt },
      'bad',
      'The certificate of “Ada” was revoked on 19 Nov 2026, 09:00:00 UTC (Lost.). The signature was made after that, at 20 Nov 2026, 09:00:00 UTC, so it does not count.',
    ],
    [
      'before it signed does not count, whatever the time-stamp',
      before,
      { claimedTime: signedAt, timestampTime: stampedAt },
      'bad',
      'The certificate of “Ada” was revoked on 19 Nov 2026, 09:00:00 UTC (Lost.). The signature was made after that, at 21 Nov 2026, 09:00:00 UTC, so it does not count.',
    ],
    [
      'after it signed leaves open what only its own word dates',
      after,
      { claimedTime: signedAt },
      'unknown',
      'The certificate of “Ada” was revoked on 23 Nov 2026, 10:00:00 UTC (Lost.). The signature says that it was made before that, at 20 Nov 2026, 09:00:00 UTC, but no trusted time-stamp proves it: whoever had the key could have written that time.',
    ],
    [
      'after it signed leaves standing what was time-stamped before',
      after,
      { claimedTime: signedAt, timestampTime: stampedAt },
      'good',
      'The certificate of “Ada” was revoked on 23 Nov 2026, 10:00:00 UTC (Lost.). The signature was time-stamped before that, so it stands.',
    ],
    [
      'after it signed leaves standing an approval in a pack that was time-stamped before',
      after,
      { claimedTime: signedAt, coveredTime: stampedAt },
      'good',
      'The certificate of “Ada” was revoked on 23 Nov 2026, 10:00:00 UTC (Lost.). The signature was time-stamped before that, so it stands.',
    ],
    [
      'leaves open a signature that says no time',
      after,
      {},
      'unknown',
      'The certificate of “Ada” was revoked on 23 Nov 2026, 10:00:00 UTC (Lost.). The signature does not say when it was made.',
    ],
  ])('%s', (_, at, times, outcome, message) => {
    expect(judgeRevocations(revoked(at), [signer(times)])).toEqual([
      { outcome, name: 'certificate.revocation', message },
    ])
  })

  it('counts from the earlier of two dates, and for its own holder alone', () => {
    const both = [...revoked(after), ...revoked(before)]
    expect(judgeRevocations(both, [signer({ claimedTime: signedAt })])[0]?.outcome).toBe('bad')
    expect(judgeRevocations(both, [{ ...signer({}), certificateSha256: 'cd' }])).toEqual([])
  })
})

describe('a certificate that expired since', async () => {
  const { root, signer } = await person({ at: new Date('2026-11-16T08:00:00.000Z') })
  const certificate = readCertificate(signer.certificate)
  const late = new Date('2036-01-01T00:00:00.000Z')
  const judge = async (times: object, now = late) => {
    const { checks } = await judgeSigner(certificate, [], { trusted: [root], now }, times)
    return checks.filter(({ name }) => ['certificate.validity', 'signature.time'].includes(name))
  }
  const held = 'The certificates were valid at 20 Nov 2026, 09:00:00 UTC, the time that the signer claims.'
  const ends = 'One of them expired on 16 Nov 2031, 08:00:00 UTC'

  it('leaves open what only its own word dates', async () => {
    expect(await judge({ claimed: signedAt })).toMatchObject([
      {
        outcome: 'unknown',
        message: `${held} ${ends}, and no trusted time-stamp proves that the signature is older.`,
      },
    ])
  })

  it.each([
    ['signature', 'stamped'],
    ['pack around it', 'covered'],
  ])('leaves standing what a time-stamp of the %s dates', async (_, kind) => {
    const [check, ...more] = await judge({ claimed: signedAt, [kind]: stampedAt })
    expect(more).toEqual([])
    expect(check).toMatchObject({
      outcome: 'good',
      message: expect.stringContaining(`${ends}; the signature was time-stamped before that, so it stands.`),
    })
  })

  it('is not helped by a time-stamp from after it expired', async () => {
    const [check] = await judge({ claimed: signedAt, covered: '2033-01-01T00:00:00.000Z' })
    expect(check?.outcome).toBe('unknown')
  })
})

describe('a time that a signature claims', async () => {
  const { root, signer } = await person({ at: new Date('2026-11-16T08:00:00.000Z') })
  const certificate = readCertificate(signer.certificate)
  const judge = async (times: object, now = new Date('2026-11-20T10:00:00.000Z')) =>
    (await judgeSigner(certificate, [], { trusted: [root], now }, times)).checks.filter(
      ({ name, outcome }) => name === 'signature.time' || outcome !== 'good',
    )

  it('may be told by a clock that is some minutes ahead', async () => {
    expect(await judge({ claimed: '2026-11-20T10:04:00.000Z' })).toEqual([])
  })

  it('does not pass where it is still to come', async () => {
    expect(await judge({ claimed: '2026-11-20T10:06:00.000Z' })).toMatchObject([
      {
        outcome: 'unknown',
        message: expect.stringContaining('20 Nov 2026, 10:06:00 UTC, which is still to come'),
      },
    ])
    expect(await judge({ claimed: signedAt, stamped: '2026-11-21T09:00:00.000Z' })).toMatchObject([
      { outcome: 'unknown', message: expect.stringContaining('that of the time-stamping authority') },
    ])
  })

  it('does not pass where a time-stamp is older', async () => {
    expect(await judge({ claimed: signedAt, stamped: '2026-11-19T09:00:00.000Z' })).toMatchObject([
      {
        outcome: 'unknown',
        message: expect.stringContaining('was time-stamped before that, at 19 Nov 2026'),
      },
    ])
  })
})
