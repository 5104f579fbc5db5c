import { auditExtractFiles } from '#core/packs/auditExtract.ts'
import { writePack } from '#core/packs/container.ts'
import { createRoot, issueCertificate } from '#core/signing/certificates.ts'
import { signCms } from '#core/signing/cms.ts'
import { generateKeyPair } from '#core/signing/keys.ts'
import { createSigner } from '#core/signing/signer.ts'
import type { Completeness } from '#shared/domain/reviewRecord.ts'
import { type Add, events, exhibit, signature } from './attacks.ts'
import { repack, unpack } from './packFiles.ts'
import { packDocx, unpackDocx } from './sampleDocx.ts'
import { type House, makeHouse, makeLog, now, packContent, type Sample } from './samplePack.ts'

/** Packs that are whole, but by somebody else. */
export async function byOtherSigners(house: House, sample: Sample, good: string, add: Add): Promise<void> {
  const stranger = await makeHouse('Somebody', 'afterword/house')
  await add('a self-made root', 'signature', /not among the trusted certificates/, (path) =>
    writePack(path, packContent(sample), stranger.exporter, { now }),
  )
  const namesake = await makeHouse('Example root', 'afterword/house')
  await add(
    'another certificate of the same name',
    'signature',
    /another certificate of the same name/,
    (path) => writePack(path, packContent(sample), namesake.exporter, { now }),
  )
  const keys = await generateKeyPair()
  const forged = issueCertificate({
    root: house.root,
    rootKey: namesake.rootKey,
    name: 'Chris Compliance',
    publicKey: keys.publicKey,
    now,
  })
  const forger = createSigner({ certificate: forged, chain: [house.root], privateKey: keys.privateKey })
  await add(
    'a certificate with a forged issuer',
    'signature',
    /not with the key of the trusted certificate/,
    (path) => writePack(path, packContent(sample), forger, { now }),
  )
  await add('the signature of another pack', 'integrity', /content is not what was signed/, async (path) => {
    const files = await unpack(good)
    files.set(signature, await signCms(Buffer.from('another list'), house.exporter, { signingTime: now }))
    await repack(path, files)
  })
  const late = new Date('2060-01-01T00:00:00Z')
  await add('a certificate that had expired', 'signature', /was not valid at .* 2060/, (path) =>
    writePack(path, packContent(sample), house.exporter, { now: late }),
  )
  const old = await createRoot({
    name: 'Example root',
    organisation: 'Example',
    now: new Date('2001-01-01T00:00:00Z'),
  })
  await add(
    'an approval by a certificate that is not the one named',
    'signature',
    /not signed with the certificate that the record names/,
    async (path) => {
      const approver = createSigner({ certificate: old.certificate, chain: [], privateKey: old.privateKey })
      const content = sample.files.get('data/review-content.json')!.bytes
      const bytes = await signCms(content, approver, { signingTime: now })
      const files = new Map(sample.files).set('data/approvals/process-review.p7s', {
        bytes,
        mediaType: 'application/pkcs7-signature',
      })
      await writePack(path, packContent({ ...sample, files }), house.exporter, { now })
    },
  )
}

/** Packs that lie although an honest key signed them. */
export async function byTheSigner(house: House, sample: Sample, add: Add): Promise<void> {
  const sealed =
    (change: (files: Sample['files']) => unknown, completeness?: Completeness) => async (path: string) => {
      const files = new Map(sample.files)
      await change(files)
      const content = packContent({ ...sample, files, completeness: completeness ?? sample.completeness })
      await writePack(path, content, house.exporter, { now })
    }
  const text = (name: string, change: (text: string) => string) =>
    sealed((files) => {
      const file = files.get(name)!
      files.set(name, { ...file, bytes: Buffer.from(change(Buffer.from(file.bytes).toString('utf8'))) })
    })
  const json = (name: string, change: (value: Record<string, unknown[]>) => unknown) =>
    text(name, (all) => {
      const value = JSON.parse(all)
      change(value)
      return JSON.stringify(value)
    })
  const own = makeLog(house)
  const other = await makeHouse('Other root', 'afterword/other')
  const foreign = makeLog(other)
  const put = (name: string, content: string) => text(name, () => content)
  await add(
    'sealed: an exhibit that is not what was received',
    'integrity',
    /EX-0002.* not the file that was received/,
    put(exhibit, 'invented'),
  )
  await add(
    'sealed: an exhibit left out in silence',
    'integrity',
    /EX-0002.* neither in the pack nor named as missing/,
    sealed((files) => files.delete(exhibit)),
  )
  await add(
    'sealed: an exhibit of no review',
    'integrity',
    /no exhibit of this review/,
    sealed((files) =>
      files.set('data/exhibits/EX-0009 x', { bytes: Buffer.from('x'), mediaType: 'text/plain' }),
    ),
  )
  await add(
    'sealed: another content than was approved',
    'integrity',
    /hash stands in the record/,
    text('data/review-content.json', (all) => all.replace('Orders were late.', 'Nothing happened.')),
  )
  await add(
    'sealed: a record that tells another content',
    'integrity',
    /tells another content/,
    text('data/review.json', (all) => all.replace('Orders were late.', 'Nothing happened.')),
  )
  await add(
    'sealed: a record of another form',
    'integrity',
    /form of a record/,
    text('data/review.json', (all) => all.replace('"packId"', '"pack"')),
  )
  await add(
    'sealed: an approval missing',
    'signature',
    /technical validation is missing/,
    sealed((files) => files.delete('data/approvals/technical-validation.p7s')),
  )
  await add(
    'sealed: an approval too many',
    'signature',
    /does not name/,
    sealed((files) => files.set('data/approvals/x.p7s', files.get('data/approvals/process-review.p7s')!)),
  )
  await add(
    'sealed: the last event dropped from log and proofs',
    'integrity',
    /Event 40 is listed in the record/,
    sealed((files) => {
      for (const [name, list] of [
        [events, 'events'],
        ['data/audit-log/proofs.json', 'proofs'],
      ] as const) {
        const value = JSON.parse(Buffer.from(files.get(name)!.bytes).toString('utf8'))
        value[list].pop()
        files.set(name, { bytes: Buffer.from(JSON.stringify(value)), mediaType: 'application/json' })
      }
    }),
  )
  await add(
    'sealed: what an event recorded altered',
    'integrity',
    /What event 31 recorded is not what the log vouches for/,
    text(events, (all) => all.replace('technical-validation', 'process-review')),
  )
  await add(
    'sealed: a list of revoked certificates that cannot be read',
    'integrity',
    /list of revoked certificates cannot be read/,
    sealed((files) =>
      files.set('data/certificates/revoked.json', {
        bytes: Buffer.from('{"revoked":1}'),
        mediaType: 'application/json',
      }),
    ),
  )
  await add(
    'sealed: an event altered',
    'integrity',
    /Event 13 does not stand in the log/,
    json(events, (value) => {
      const edited = value.events![4] as { leaf: string }
      edited.leaf = edited.leaf.replace('reviews.edit', 'reviews.read')
    }),
  )
  await add(
    'sealed: a checkpoint of another workspace',
    'integrity',
    /another log \(“afterword\/other”\)/,
    put('data/audit-log/checkpoint.txt', foreign.checkpointAt(40)),
  )
  await add(
    'sealed: a checkpoint by another key',
    'integrity',
    /not signed with the key of this log/,
    put('data/audit-log/checkpoint.txt', makeLog({ ...other, origin: house.origin }).checkpointAt(40)),
  )
  await add(
    'sealed: a checkpoint of an earlier state',
    'integrity',
    /another state of the log/,
    put('data/audit-log/checkpoint.txt', own.checkpointAt(39)),
  )
  await add(
    'sealed: a log rewritten since the earlier pack',
    'integrity',
    /log was rewritten/,
    put('data/audit-log/earlier-checkpoint.txt', makeLog({ ...house }, 16).checkpointAt(16)),
  )
  await add(
    'sealed: a made-up log, by a key of its own',
    'integrity',
    /No certificate that you trust vouches for the key/,
    sealed((files) => {
      const log = makeLog({ ...other, origin: house.origin })
      const extract = { tree: log.tree, events: log.events, logKey: log.key }
      for (const { path, text } of auditExtractFiles({ ...extract, checkpoint: log.checkpointAt(40) }))
        files.set(path, { bytes: Buffer.from(text), mediaType: 'text/plain' })
      for (const path of ['earlier-checkpoint.txt', 'consistency.json'])
        files.delete(`data/audit-log/${path}`)
    }),
  )
  await add(
    'sealed: a log that nobody vouches for',
    'integrity',
    /No root certificate vouches for the key/,
    sealed((files) => files.delete('data/audit-log/log-key.sig')),
  )
  await add(
    'sealed: complete in words, not in fact',
    'completeness',
    /calls itself complete/,
    sealed(() => undefined, {
      ...sample.completeness,
      missing: [{ what: 'EX-0002', title: 'Log 2', reason: 'lost' }],
    }),
  )
  await add(
    'sealed: something asked for and forgotten',
    'completeness',
    /Word document” was asked for and is not accounted for/,
    sealed(() => undefined, {
      ...sample.completeness,
      asked: [...sample.completeness.asked, 'Word document'],
    }),
  )
  await add(
    'sealed: a PDF that was changed after it was signed',
    'integrity',
    /bytes were added to the file/,
    sealed((files) => {
      const pdf = files.get('data/report.pdf')!
      files.set('data/report.pdf', { ...pdf, bytes: Buffer.concat([pdf.bytes, Buffer.from('%%EOF\n')]) })
    }),
  )
  await add(
    'sealed: a Word document with a part added after it was signed',
    'integrity',
    /report\.docx: word\/evil\.xml: The part was not signed/,
    sealed((files) => {
      const word = files.get('data/report.docx')!
      const parts = unpackDocx(word.bytes).set('word/evil.xml', Buffer.from('<x/>'))
      files.set('data/report.docx', { ...word, bytes: packDocx(parts) })
    }),
  )
}
