import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import canonicalize from 'canonicalize'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { auditExtractFiles } from '#core/packs/auditExtract.ts'
import { logKeyOf, makeCheckpoint } from '#core/packs/checkpoint.ts'
import type { PackContent, PackFile } from '#core/packs/container.ts'
import { exhibitFileName } from '#core/packs/fileNames.ts'
import { logKeyText } from '#core/packs/logKey.ts'
import { sha256 } from '#core/packs/sha256.ts'
import { createRoot, issueCertificate, toPem } from '#core/signing/certificates.ts'
import { signCms } from '#core/signing/cms.ts'
import { generateKeyPair } from '#core/signing/keys.ts'
import { signOpc } from '#core/signing/opc.ts'
import { signPdf } from '#core/signing/pades.ts'
import { createSigner, type Signer } from '#core/signing/signer.ts'
import type { ReviewContent } from '#shared/domain/reviewContent.ts'
import type { Completeness, ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { leafHash, MerkleTree } from '#verifier/merkle.ts'
import { makeDocx } from './sampleDocx.ts'

export const now = new Date('2026-11-20T13:05:10.000Z')
const wordMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const at = '2026-11-18T09:00:00.000Z'
const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const uuid = (n: number) => `0192f0c1-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** A workspace's identities: a root, three people, and the key of its log. */
export interface House {
  root: Uint8Array
  rootKey: KeyObject
  exporter: Signer
  validator: Signer
  reviewer: Signer
  logKey: { privateKey: KeyObject; publicKey: KeyObject }
  origin: string
}

export async function makeHouse(name: string, origin: string): Promise<House> {
  const root = await createRoot({ name, organisation: 'Example', now })
  const person = async (who: string) => {
    const keys = await generateKeyPair()
    const certificate = issueCertificate({
      root: root.certificate,
      rootKey: root.privateKey,
      name: who,
      publicKey: keys.publicKey,
      now,
    })
    return createSigner({ certificate, chain: [root.certificate], privateKey: keys.privateKey })
  }
  return {
    root: root.certificate,
    rootKey: root.privateKey,
    exporter: await person('Chris Compliance'),
    validator: await person('Val Idator'),
    reviewer: await person('Remy Viewer'),
    logKey: generateKeyPairSync('ed25519'),
    origin,
  }
}

export const exhibitBytes = [
  Buffer.from('first log\n'.repeat(500)),
  Buffer.from('another log of the same name\n'),
]

function contentOf(): ReviewContent {
  const [facilitator, author] = [
    { id: uuid(1), name: 'Fay Cilitator' },
    { id: uuid(2), name: 'Otto Author' },
  ]
  return {
    format: 'afterword-review/1',
    organisation: 'Example',
    review: {
      id: uuid(10),
      key: 'REV-2026-0007',
      revision: 1,
      title: 'Queue stalled',
      label: 'internal',
      template: { id: 'standard', name: 'Standard', version: 1 },
      facilitator,
      authors: [author],
      createdAt: at,
      amends: null,
    },
    incident: {
      id: uuid(11),
      key: 'INC-2026-0042',
      title: 'Queue stalled',
      severity: 'SEV-2',
      services: ['queue'],
      times: { started: null, detected: null, acknowledged: null, mitigated: null, resolved: null },
      impact: 'Orders were late.',
    },
    sections: [{ id: 'summary', title: 'Summary', markdown: 'The queue stalled — 日本語.' }],
    timeline: [],
    factors: [],
    actions: [],
    exhibits: exhibitBytes.map((bytes, index) => ({
      number: `EX-000${index + 1}`,
      id: uuid(20 + index),
      title: `Log ${index + 1}`,
      fileName: 'Protokoll – ü.log',
      mediaType: 'text/plain',
      size: bytes.length,
      sha256: hex(bytes),
      source: 'host',
      receivedAt: at,
      receivedBy: author,
      effectiveFrom: null,
      effectiveTo: null,
      label: 'internal' as const,
    })),
    sessions: [],
    waivers: [],
  }
}

/** The log: 40 events, of which every third is about the review. */
export function makeLog(house: House, size = 40) {
  const texts = Array.from(
    { length: size },
    (_, index) => canonicalize({ sequence: index + 1, method: 'reviews.edit' })!,
  )
  const tree = new MerkleTree(
    sha256,
    texts.map((text) => leafHash(sha256, Buffer.from(text))),
  )
  const checkpointAt = (count: number) =>
    makeCheckpoint({ origin: house.origin, size: count, root: tree.root(count) }, house.logKey.privateKey)
  const events = texts.flatMap((text, index) => (index % 3 === 0 ? [{ index, text }] : []))
  return { tree, events, checkpointAt, key: logKeyOf(house.origin, house.logKey.publicKey) }
}

export interface Sample {
  files: Map<string, { bytes: Uint8Array; mediaType: string }>
  completeness: Completeness
  record: ReviewRecord
}

/** All files of an honest pack, before it is sealed. */
export async function makeSample(house: House): Promise<Sample> {
  const content = contentOf()
  const contentBytes = Buffer.from(canonicalize(content)!)
  const contentSha256 = hex(contentBytes)
  const log = makeLog(house)
  const approvals = [
    {
      kind: 'technical-validation' as const,
      signer: house.validator,
      person: { id: uuid(3), name: 'Val Idator' },
    },
    { kind: 'process-review' as const, signer: house.reviewer, person: { id: uuid(4), name: 'Remy Viewer' } },
  ]
  const items = ['report', 'EX-0001', 'EX-0002', 'audit log']
  const completeness: Completeness = { verdict: 'COMPLETE', asked: items, included: items, missing: [] }
  const record: ReviewRecord = {
    schema: 'afterword-review-record/1',
    exportedAt: now.toISOString(),
    exportedBy: { id: uuid(5), name: 'Chris Compliance' },
    packId: 'P-1',
    status: 'sealed',
    state: 'sealed',
    label: 'internal',
    contentSha256,
    content,
    approvals: approvals.map(({ kind, signer, person }) => ({
      kind,
      person,
      role: 'engineering lead',
      at,
      comment: '',
      contentSha256,
      certificateSha256: hex(signer.certificate),
    })),
    actionStatus: [],
    custody: [],
    audit: log.events.map(({ index, text }) => ({
      sequence: index + 1,
      at,
      person: 'Otto Author',
      method: 'reviews.edit',
      subject: 'REV-2026-0007',
      hash: hex(Buffer.from(text)),
    })),
    completeness,
  }
  const files: Sample['files'] = new Map()
  const put = (path: string, bytes: Uint8Array | string, mediaType: string) =>
    files.set(path, { bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, mediaType })
  put('data/review.json', `${JSON.stringify(record, null, 1)}\n`, 'application/json')
  put('data/review-content.json', contentBytes, 'application/json')
  for (const { kind, signer } of approvals) {
    const cms = await signCms(contentBytes, signer, { signingTime: now })
    put(`data/approvals/${kind}.p7s`, cms, 'application/pkcs7-signature')
  }
  for (const [index, { number, fileName }] of content.exhibits.entries()) {
    put(`data/exhibits/${exhibitFileName(number, fileName)}`, exhibitBytes[index]!, 'text/plain')
  }
  put('data/certificates/root.pem', toPem(house.root), 'application/x-pem-file')
  const extract = { tree: log.tree, events: log.events, logKey: log.key }
  const checkpoints = { checkpoint: log.checkpointAt(40), earlier: log.checkpointAt(17) }
  for (const { path, text, mediaType } of auditExtractFiles({ ...extract, ...checkpoints }))
    put(path, text, mediaType)
  const voucher = sign('sha256', Buffer.from(logKeyText(log.key)), house.rootKey)
  put('data/audit-log/log-key.sig', voucher, 'application/octet-stream')
  put('data/report.pdf', await signedPdf(house.exporter), 'application/pdf')
  put('data/report.docx', await signOpc(await makeDocx(), house.exporter, { now }), wordMediaType)
  return { files, completeness, record }
}

export function packContent({ files, completeness }: Sample): PackContent {
  return {
    files: [...files].map(
      ([path, { bytes, mediaType }]): PackFile => ({
        path,
        mediaType,
        size: bytes.length,
        open: async function* () {
          yield bytes
        },
      }),
    ),
    bagInfo: [{ label: 'Source-Organization', value: 'Example' }],
    completeness,
  }
}

async function signedPdf(signer: Signer): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  pdf.addPage([300, 200]).drawText('Queue stalled', { x: 20, y: 100, font })
  return signPdf(await pdf.save({ useObjectStreams: false }), signer, { now, name: 'Chris Compliance' })
}
