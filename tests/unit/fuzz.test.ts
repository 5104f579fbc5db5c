import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, describe, expect, it } from 'vitest'
import { DocumentScope } from '#core/documents/build/scope.ts'
import { imageSource, inspectImage } from '#core/documents/images.ts'
import { parseMarkdown } from '#core/documents/markdownReader.ts'
import { addPages } from '#core/exports/volume/pages.ts'
import { parsePostmortem } from '#core/imports/markdown/parsePostmortem.ts'
import { postmortemRecord } from '#core/imports/markdown/record.ts'
import { logKeyOf, makeCheckpoint } from '#core/packs/checkpoint.ts'
import { sha256 } from '#core/packs/sha256.ts'
import { describeCertificate, fromPem, toPem } from '#core/signing/certificates.ts'
import { signCms } from '#core/signing/cms.ts'
import { decryptPrivateKey, encryptPrivateKey, generateKeyPair } from '#core/signing/keys.ts'
import { addOpcTimestamp, opcSignatureDigest, signOpc } from '#core/signing/opc.ts'
import { addPdfTimestamp, pdfSignatureDigest, signPdf } from '#core/signing/pades.ts'
import { readPkcs12 } from '#core/signing/pkcs12.ts'
import { createTimestampRequest, readTimestampResponse } from '#core/signing/timestamps.ts'
import { templateFromPostmortem } from '#core/templates/fromPostmortem.ts'
import { parseTemplate } from '#core/templates/parse.ts'
import { parseTaxonomy } from '#core/templates/parseTaxonomy.ts'
import { openBackup } from '#core/workspace/backupFormat.ts'
import { parseKeyFile, wrapKey } from '#core/workspace/keyFile.ts'
import { recentWorkspaces } from '#core/workspace/recent.ts'
import { parseDuration } from '#shared/domain/times/durations.ts'
import { leadingTime } from '#shared/domain/times/leadingTime.ts'
import { parseTime } from '#shared/domain/times/parseTime.ts'
import { timeValue } from '#shared/domain/times/timeValue.ts'
import { AfterwordError } from '#shared/errors.ts'
import { formatAsicManifest, parseAsicManifest } from '#verifier/asicManifest.ts'
import { BagError, formatManifest, parseBagInfo, parseManifest } from '#verifier/bagit.ts'
import { bytesSource } from '#verifier/byteSource.ts'
import { readCertificate } from '#verifier/certificates.ts'
import { CheckpointError, formatLogKey, parseCheckpoint, parseLogKey } from '#verifier/checkpoint.ts'
import { verifyCms } from '#verifier/cms.ts'
import { childrenOf, DerError, readDer, readInteger, readOid, readTime } from '#verifier/der.ts'
import { verifyDocx } from '#verifier/docx.ts'
import { leafHash, verifyConsistency, verifyInclusion } from '#verifier/merkle.ts'
import { verifyPdf } from '#verifier/pdf.ts'
import { readPemCertificates } from '#verifier/pem.ts'
import { verifyTimestamp } from '#verifier/timestamps.ts'
import { verifyFile } from '#verifier/verify.ts'
import { readXml, XmlError } from '#verifier/xml.ts'
import { canonicalXml } from '#verifier/xml-canonical.ts'
import { readZip } from '#verifier/zip.ts'
import { ZipError } from '#verifier/zip-structure.ts'
import { hostilePdfs } from '../fixtures/hostilePdfs.ts'
import { photo } from '../fixtures/photo.ts'
import { rawZip } from '../packs/rawZip.ts'
import { makeDocx } from '../packs/sampleDocx.ts'
import { fuzz } from './fuzzing.ts'
import { now, person } from './signing/people.ts'

/** Every parser of bytes that come from outside. One that is new gets its row here. */
interface Parser {
  what: string
  samples: (string | Uint8Array)[]
  parse(bytes: Uint8Array): unknown
  /** What it refuses with; none where it must always answer. */
  refuses?: (abstract new (
    ...given: never[]
  ) => Error)[]
}

const root = resolve(import.meta.dirname, '../..')
const resource = (...path: string[]) => readFileSync(join(root, 'resources', ...path), 'utf8')
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')
const settings = mkdtempSync(join(tmpdir(), 'afterword-fuzz-'))
afterAll(() => rmSync(settings, { recursive: true, force: true }))

const ada = await person()
const trust = { trusted: [ada.root], now }
const content = Buffer.from('What happened, and what changes.')
const cms = await signCms(content, ada.signer, { signingTime: now })
const imprint = new Uint8Array(createHash('sha256').update(content).digest())
const encryptedKey = await encryptPrivateKey((await generateKeyPair()).privateKey, 'correct horse')
const blank = await PDFDocument.create()
blank.addPage()
await blank.attach(content, 'log.txt', { mimeType: 'text/plain' })
const plainPdf = await blank.save()
const pdf = await signPdf(plainPdf, ada.signer, { now, name: 'Ada Example', reason: 'Exported' })
const docx = await signOpc(await makeDocx(), ada.signer, { now })
const zip = rawZip([
  { name: 'mimetype', data: Buffer.from('application/vnd.etsi.asic-e+zip') },
  { name: 'data/review.json', data: Buffer.from('{}') },
])
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const origin = 'afterword/0192f0c1'
const checkpoint = makeCheckpoint({ origin, size: 3, root: imprint }, privateKey)
const leaves = ['a', 'b', 'c', 'd', 'e'].map((leaf) => leafHash(sha256, Buffer.from(leaf)))
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const postMortem = `---
title: Orders stopped
start_time: 2026-03-01T10:00:00Z
company: Nordlys
product: Shop
---
# Orders stopped

All times in CET.

## Timeline

| Time | Event |
|---|---|
| 10:45~ | An alert fired |
| 2026-03-01 10:50 | **The pool** was [enlarged](https://example.org) |

## Action items

- [ ] Bound the queue (owner: Dana, due 2026-05-01)

## Contributing factors

1. No limit
`
const digests = formatManifest([
  { digest: 'a'.repeat(64), path: 'data/review.pdf' },
  { digest: 'b'.repeat(64), path: 'data/exhibits/EX-0001 name.ext' },
])

/** Reads an element and all within it. */
function readAllDer(bytes: Uint8Array): void {
  const pending = [readDer(bytes)]
  for (let element = pending.pop(); element; element = pending.pop()) {
    if (element.tag === 2) readInteger(element)
    if (element.tag === 6) readOid(element)
    if (element.tag === 23 || element.tag === 24) readTime(element)
    if (element.tag & 0x20) pending.push(...childrenOf(element, element.tag))
  }
}

async function readWholeZip(bytes: Uint8Array): Promise<void> {
  const archive = await readZip(bytesSource(bytes))
  for (const entry of archive.entries) await archive.readAll(entry, 1_000_000)
}

/** Proofs that are made of the bytes: hashes of 32, with numbers before them. */
function judgeProof(bytes: Uint8Array): void {
  const hashes = Array.from({ length: Math.floor(bytes.length / 32) }, (_, at) =>
    bytes.subarray(at * 32, at * 32 + 32),
  )
  const [index = 0, size = 0] = bytes
  const path = hashes.slice(2)
  const [leaf = bytes, top = bytes] = hashes
  verifyInclusion(sha256, { index, size, leaf, path, root: top })
  verifyConsistency(sha256, { earlier: { size: index, root: leaf }, later: { size, root: top }, path })
}

const refusal = [AfterwordError]
const parsers: Parser[] = [
  {
    what: 'a post-mortem in Markdown, with front matter',
    samples: [postMortem],
    parse: (bytes) => postmortemRecord.parse(parsePostmortem(bytes, { fileName: 'review.md' })),
  },
  {
    what: 'a post-mortem as a template',
    samples: [postMortem],
    parse: (bytes) => templateFromPostmortem(bytes, 'template.md'),
    refuses: refusal,
  },
  {
    what: 'a section in Markdown',
    samples: [postMortem, '![a](data:image/png;base64,AAAA)\n\n| a |\n|-|\n| b |\n\n[^1]: c'],
    parse: (bytes) => parseMarkdown(text(bytes), new DocumentScope(), 'The section'),
  },
  {
    what: 'a template',
    samples: readdirSync(join(root, 'resources/templates'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => resource('templates', name)),
    parse: (bytes) => parseTemplate(text(bytes)),
    refuses: refusal,
  },
  {
    what: 'a taxonomy',
    samples: readdirSync(join(root, 'resources/taxonomy')).map((name) => resource('taxonomy', name)),
    parse: (bytes) => parseTaxonomy(text(bytes)),
    refuses: refusal,
  },
  {
    what: 'a time',
    samples: [
      '2026-03-01 10:45 CET',
      '10:45~',
      '1 March 2026, 2 pm',
      '2026-10-25T02:30:00+01:00',
      '~ 14h30 UTC+2',
    ],
    parse: (bytes) => {
      timeValue.parse(parseTime(text(bytes).slice(0, 200), { zone: 'Europe/Copenhagen', date: '2026-03-01' }))
      leadingTime(text(bytes))
      parseDuration(text(bytes))
    },
  },
  { what: 'a ZIP archive', samples: [zip, docx], parse: readWholeZip, refuses: [ZipError] },
  {
    what: 'a manifest of a bag',
    samples: [digests],
    parse: (bytes) => parseManifest(text(bytes), 'manifest'),
    refuses: [BagError],
  },
  {
    what: 'the facts of a bag',
    samples: ['Bag-Size: 3 MB\nExternal-Description: a\n  folded\n'],
    parse: (bytes) => parseBagInfo(text(bytes)),
    refuses: [BagError],
  },
  {
    what: 'a manifest of a container',
    samples: [
      formatAsicManifest({
        signature: 'META-INF/signature001.p7s',
        files: [{ path: 'data/review é.pdf', mediaType: 'application/pdf', digest: imprint }],
      }),
    ],
    parse: (bytes) => parseAsicManifest(text(bytes)),
  },
  {
    what: 'a checkpoint',
    samples: [checkpoint],
    parse: (bytes) => parseCheckpoint(text(bytes)),
    refuses: [CheckpointError],
  },
  {
    what: 'the key of a log',
    samples: [formatLogKey(sha256, logKeyOf(origin, publicKey))],
    parse: (bytes) => parseLogKey(sha256, text(bytes)),
    refuses: [CheckpointError],
  },
  {
    what: 'proofs of a log',
    samples: [Buffer.concat([Uint8Array.of(2, 5), ...leaves]), Buffer.concat(leaves)],
    parse: judgeProof,
  },
  { what: 'DER', samples: [ada.root, cms, encryptedKey], parse: readAllDer, refuses: [DerError] },
  {
    what: 'a certificate, for a verdict',
    samples: [ada.root, ada.signer.certificate],
    parse: readCertificate,
    refuses: [DerError, AfterwordError],
  },
  { what: 'a certificate, for people', samples: [ada.root], parse: describeCertificate, refuses: refusal },
  {
    what: 'certificates as PEM, for people',
    samples: [toPem(ada.root)],
    parse: (bytes) => fromPem(text(bytes)),
    refuses: refusal,
  },
  {
    what: 'certificates as PEM',
    samples: [toPem(ada.root) + toPem(ada.signer.certificate)],
    parse: (bytes) => readPemCertificates(text(bytes)),
    refuses: [DerError, RangeError],
  },
  { what: 'a signature', samples: [cms], parse: (bytes) => verifyCms({ ...trust, cms: bytes, content }) },
  { what: 'a time-stamp', samples: [cms], parse: (bytes) => verifyTimestamp(bytes, content, trust) },
  {
    what: 'the answer of a time-stamping authority',
    samples: [cms, createTimestampRequest(imprint)],
    parse: (bytes) => readTimestampResponse(bytes, { imprint }),
    refuses: refusal,
  },
  {
    what: 'a PKCS #12 file',
    samples: [encryptedKey, cms],
    parse: (bytes) => readPkcs12(bytes, 'word'),
    refuses: refusal,
  },
  {
    what: 'an encrypted key',
    samples: [encryptedKey],
    parse: (bytes) => decryptPrivateKey(bytes, 'wrong'),
    refuses: refusal,
  },
  { what: 'a signed PDF', samples: [pdf, plainPdf], parse: (bytes) => verifyPdf(bytes, trust) },
  {
    what: 'a PDF to be time-stamped',
    samples: [pdf],
    parse: (bytes) => {
      pdfSignatureDigest(bytes)
      addPdfTimestamp(bytes, cms)
    },
    refuses: refusal,
  },
  {
    what: 'an exhibit for a volume',
    samples: [plainPdf, await blank.save({ useObjectStreams: false }), png, photo(6)],
    parse: async (bytes) => {
      const volume = await PDFDocument.create()
      const pages = await addPages(volume, bytes)
      if (typeof pages === 'string') expect(volume.getPageCount()).toBe(0)
      else await volume.save()
    },
  },
  { what: 'an image', samples: [png, photo(6), photo(8, 'II')], parse: inspectImage },
  {
    what: 'the address of an image',
    samples: ['data:image/png;base64,AAAA', 'exhibit:EX-0001', 'https://example.org/a.png'],
    parse: (bytes) => imageSource(text(bytes)),
  },
  {
    what: 'XML',
    samples: [
      '<?xml version="1.0" encoding="UTF-8"?>\n<a:b xmlns:a="urn:a" a:c="d &amp; e"><f/><!-- g --><![CDATA[h]]></a:b>',
    ],
    parse: (bytes) => canonicalXml(readXml(bytes)),
    refuses: [XmlError],
  },
  { what: 'a signed Word document', samples: [docx], parse: (bytes) => verifyDocx(bytes, trust) },
  {
    what: 'a Word document to be time-stamped',
    samples: [docx],
    parse: async (bytes) => {
      await opcSignatureDigest(bytes)
      await addOpcTimestamp(bytes, cms)
    },
    refuses: refusal,
  },
  { what: 'a pack', samples: [zip], parse: (bytes) => verifyFile(bytesSource(bytes), 'pack.asice', trust) },
  { what: 'a backup', samples: [zip], parse: (bytes) => openBackup(bytesSource(bytes)), refuses: refusal },
  {
    what: 'the key file of a workspace',
    samples: [
      JSON.stringify(
        await wrapKey('0192f0c1-0000-7000-8000-000000000001', Buffer.alloc(32), 'word'),
        null,
        2,
      ),
    ],
    parse: (bytes) => parseKeyFile(text(bytes)),
  },
  {
    what: 'the list of recent workspaces',
    samples: [JSON.stringify([{ path: '/nowhere', name: 'Reviews', openedAt: '2026-11-20T14:05:00.000Z' }])],
    parse: (bytes) => {
      writeFileSync(join(settings, 'recent.json'), bytes)
      return recentWorkspaces(settings)
    },
  },
]

describe('hostile bytes are read or refused in words, in good time', () => {
  it.each(parsers)('$what', async ({ samples, parse, refuses = [] }) => {
    await fuzz(samples, parse, (error) => refuses.some((known) => error instanceof known), 500)
  })

  it('and so was a picture whose chunk says that it is gigabytes long', async () => {
    const volume = await PDFDocument.create()
    expect(await addPages(volume, png)).toHaveLength(1)
    for (const at of [8, 33]) {
      const long = Uint8Array.from(png)
      long.set([0x7f, 0xff, 0xff, 0xff], at)
      expect(await addPages(volume, long)).toMatch(/damaged/)
    }
  })

  it.each(hostilePdfs.filter(({ bytes }) => bytes.length < 2_500_000))(
    'and so was $what',
    async ({ bytes }) => {
      const start = process.cpuUsage()
      expect((await verifyPdf(bytes, trust)).signature.outcome).not.toBe('good')
      expect(process.cpuUsage(start).user).toBeLessThan(10_000_000)
    },
  )

  it('and the samples themselves are not refused, where they are whole', async () => {
    expect((await verifyPdf(pdf, trust)).signature.outcome).toBe('good')
  })
})
