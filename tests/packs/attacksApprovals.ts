import { writePack } from '#core/packs/container.ts'
import { issueCertificate } from '#core/signing/certificates.ts'
import { generateKeyPair } from '#core/signing/keys.ts'
import { createSigner } from '#core/signing/signer.ts'
import type { Add } from './attacks.ts'
import { type House, makeHouse, makeSample, type Otherwise, packContent } from './samplePack.ts'
import { begun, hex, now, people, uuid } from './sampleReview.ts'

const day = (text: string) => new Date(`${text}T09:00:00.000Z`)

/** Packs by an honest key that call themselves sealed without what that takes, each whole in all else. */
export async function onApprovals(house: House, add: Add): Promise<void> {
  const packed =
    (otherwise: Otherwise, signedAt = now) =>
    async (path: string) =>
      void (await writePack(path, packContent(await makeSample(house, otherwise)), house.exporter, {
        now: signedAt,
      }))
  const signature = (name: string, reason: RegExp, otherwise: Otherwise, signedAt?: Date) =>
    add(`sealed: ${name}`, 'signature', reason, packed(otherwise, signedAt))
  const integrity = (name: string, reason: RegExp, otherwise: Otherwise) =>
    add(`sealed: ${name}`, 'integrity', reason, packed(otherwise))
  await add(
    'sealed: only one of the two approvals',
    'signature',
    /nobody has signed its process review/,
    (path) => withApprovals(path, house, 1),
  )
  await add(
    'sealed: without any approval',
    'signature',
    /nobody has signed its technical validation/,
    (path) => withApprovals(path, house, 0),
  )
  await signature(
    'both approvals by one person',
    /gave both the technical validation and the process review/,
    {
      people: { reviewer: people.validator },
    },
  )
  await signature('both approvals with one certificate', /signed with one certificate/, {
    signers: { reviewer: house.validator },
  })
  await signature('both approvals in one name', /that these are two people, the certificates do not show/, {
    signers: { reviewer: await another(house, 'Val Idator') },
  })
  await signature(
    'approved by who facilitated',
    /Val Idator facilitated this review and gave its technical/,
    {
      content: ({ review }) => {
        review.facilitator = people.validator
      },
    },
  )
  await signature('approved by an author', /Remy Viewer wrote in this review and gave its process review/, {
    content: ({ review }) => void review.authors.push(people.reviewer),
  })
  await signature('approved by who took the notes', /Remy Viewer wrote in this review/, {
    content: ({ sessions }) => void sessions.push(session),
  })
  await signature('a waiver by one person alone', /asked for the waiver .* and agreed to it alone/, {
    content: ({ waivers }) =>
      void waivers.push({
        rule: 'factors',
        finding: 'There is one contributing factor.',
        reason: 'There was none.',
        requestedBy: people.exporter,
        approvedBy: people.exporter,
        approvedAt: begun.toISOString(),
      }),
  })
  await signature('approved at another time than the record says', /its signature says 19 Nov 2026/, {
    approvedAt: day('2026-11-19'),
  })
  await signature('approved with a certificate that had expired', /was not valid at 18 Nov 2026/, {
    signers: { reviewer: await another(house, 'Remy Viewer', new Date('2015-11-16T08:00:00Z')) },
  })
  const stranger = await makeHouse('Somebody', 'afterword/other')
  await signature('approved with a certificate of another root', /not among the trusted certificates/, {
    signers: { reviewer: stranger.reviewer },
  })
  await signature(
    'a draft in the record that is called sealed elsewhere',
    /The pack is called sealed, but the record/,
    {
      record: (record) => Object.assign(record, { status: 'draft', state: 'written' }),
    },
  )
  await add(
    'sealed: exported by another than its record says',
    'signature',
    /certificate of somebody else, “Val/,
    async (path) => {
      await writePack(path, packContent(await makeSample(house)), house.validator, { now })
    },
  )
  await onTimes(house, add, signature)
  await onLog(house, signature, integrity)
  await integrity('content of two meanings', /not written in its one canonical form/, {
    write: (text) => text.replace('"impact":', '"impact":"Nothing happened.","impact":'),
  })
}

type Kind = (name: string, reason: RegExp, otherwise: Otherwise, signedAt?: Date) => Promise<void>

async function onTimes(house: House, add: Add, signature: Kind): Promise<void> {
  await add(
    'sealed: a time that is still to come',
    'signature',
    /20 Nov 2027.*still to come/,
    async (path) => {
      const sample = await makeSample(house)
      await writePack(path, packContent(sample), house.exporter, { now: new Date('2027-11-20T13:05:10Z') })
    },
  )
  await signature(
    'signed before it was approved',
    /made at 17 Nov 2026.* one of the two times is false/,
    {},
    day('2026-11-17'),
  )
  await signature(
    'signed before the last event of its log',
    /but event 40 of the log .* 20 Nov 2026, 12:00/,
    {
      record: (record) => {
        record.exportedAt = '2026-11-19T09:00:00.000Z'
      },
      events: (events) =>
        void events.set(39, { ...events.get(0)!, at: '2026-11-20T12:00:00.000Z', method: 'reviews.edit' }),
    },
    day('2026-11-19'),
  )
  await signature('a report signed before it was approved', /report\.docx.*made at 17 Nov 2026/, {
    reportedAt: day('2026-11-17'),
  })
}

async function onLog(house: House, signature: Kind, integrity: Kind): Promise<void> {
  const revoked = (at: string): Otherwise => ({
    events: (events) =>
      void events.set(36, {
        at,
        method: 'identities.revoke',
        person: people.exporter,
        payload: { fingerprint: hex(house.reviewer.certificate), reason: 'Lost.' },
      }),
  })
  await signature(
    'approved with a certificate that the log says was revoked before',
    /revoked on 17 Nov 2026, .* so it does not count/,
    revoked('2026-11-17T09:00:00.000Z'),
  )
  await signature(
    'approved with a certificate that the log says was revoked since',
    /revoked on 19 Nov 2026, .* no trusted time-stamp proves it/,
    revoked('2026-11-19T09:00:00.000Z'),
  )
  await integrity(
    'an approval that the log does not tell of',
    /does not tell of the process review by Remy/,
    {
      events: (events) => void events.delete(33),
    },
  )
  await integrity('an approval with the certificate of somebody else', /belongs to somebody else/, {
    events: (events) =>
      void events.set(6, {
        ...events.get(6)!,
        payload: { personId: uuid(99), fingerprint: hex(house.reviewer.certificate) },
      }),
  })
  await integrity('an event told otherwise in the record', /Event 31 is told otherwise/, {
    record: ({ audit }) => {
      audit.find(({ sequence }) => sequence === 31)!.person = 'Remy Viewer'
    },
  })
}

const session = {
  id: uuid(50),
  startedAt: begun.toISOString(),
  endedAt: null,
  facilitator: people.exporter,
  scribe: people.reviewer,
  attendees: [],
  agenda: [],
  notes: '',
  decisions: [],
  parkingLot: [],
}

async function another(house: House, name: string, from = begun) {
  const { publicKey, privateKey } = await generateKeyPair()
  const { root, rootKey } = house
  const certificate = issueCertificate({ root, rootKey, name, publicKey, now: from })
  return createSigner({ certificate, chain: [root], privateKey })
}

/** Keeps the first approvals, in the record and among the files. */
async function withApprovals(path: string, house: House, count: number): Promise<void> {
  const made = await makeSample(house, {
    record: (record) => {
      record.approvals.length = count
    },
  })
  for (const kind of ['process-review', 'technical-validation'].slice(0, 2 - count))
    made.files.delete(`data/approvals/${kind}.p7s`)
  await writePack(path, packContent(made), house.exporter, { now })
}
