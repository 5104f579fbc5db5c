import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import type { Call } from '../call.ts'
import { BlobCopier } from '../evidence/blobCopier.ts'
import { rootCertificatePem } from '../identities/identities.ts'
import type { Running } from '../jobs/jobs.ts'
import { type PackFile, writePack } from '../packs/container.ts'
import type { Timestamper } from '../signing/cms.ts'
import { signOpc } from '../signing/opc.ts'
import { signPdf } from '../signing/pades.ts'
import type { Signer } from '../signing/signer.ts'
import { certificateFiles } from './certificates.ts'
import { Documents } from './documents.ts'
import { exhibitIndex, exhibitPaths } from './exhibitIndex.ts'
import { readExhibit } from './exhibits.ts'
import type { Gathered } from './gather.ts'
import { bagInfoOf, bytesFile, dataFiles, exhibitFiles, mediaTypes } from './packFiles.ts'
import type { ExportPlan, Format } from './plan.ts'
import { type Volumes, writeVolumes } from './volume/volumes.ts'
import { measure, type WorkFiles } from './workFiles.ts'

export interface MakeOptions {
  call: Call
  gathered: Gathered
  plan: ExportPlan
  record: ReviewRecord
  formats: readonly Format[]
  signer: Signer
  timestamp?: Timestamper
  paper: 'a4' | 'letter'
  running: Running
  files: WorkFiles
}

export interface MadeFile {
  format: Format
  /** `REV-2026-0007-r1.asice` */
  name: string
  path: string
  size: number
  sha256: string
}

const extensions: Record<Format, string> = { pdf: 'pdf', docx: 'docx', pack: 'asice' }

/**
 * Makes the signed files of an export as temporary files, one after the other. Throws LostExhibit where an exhibit is
 * found to be missing or damaged, and `cancelled`.
 */
export async function makeFiles(options: MakeOptions): Promise<MadeFile[]> {
  const { call, record, plan, paper, running, formats, files } = options
  const { signal, progress } = running
  const name = fileNameOf(record)
  const isPack = formats.includes('pack')
  const shared = { record, exhibits: plan.exhibits, paper, signal }
  const made: MadeFile[] = []
  const keep = async (format: Format, bytes: Uint8Array) => {
    const path = await files.write(`${name}.${extensions[format]}`, bytes)
    made.push({ format, name: `${name}.${extensions[format]}`, path, ...(await measure(path)) })
  }

  let content: PackFile[] = []
  const documents = new Documents(call, shared)
  try {
    if (isPack || formats.includes('pdf')) {
      progress(0.02, 'Setting and signing the PDF')
      const pdf = await documents.pdf(await documents.attachments(!isPack))
      await keep('pdf', await sign(options, (signer, about) => signPdf(pdf, signer, about)))
    }
    signal.throwIfAborted()
    if (isPack || formats.includes('docx')) {
      progress(0.15, 'Writing and signing the Word document')
      const docx = await documents.word()
      await keep('docx', await sign(options, (signer, about) => signOpc(docx, signer, about)))
    }
    signal.throwIfAborted()
    if (isPack) content = await contentOfPack(options, documents, made)
  } finally {
    // before the evidence is copied: it takes memory of its own
    await documents.close()
  }
  if (isPack) made.push(await makePack(options, content, `${name}.${extensions.pack}`))
  return made.filter(({ format }) => formats.includes(format))
}

/** `REV-2026-0007-r1` */
export function fileNameOf({ content: { review } }: ReviewRecord): string {
  return `${review.key.replaceAll(/[^A-Za-z0-9-]/g, '_')}-r${review.revision}`
}

function sign(
  { signer, record, timestamp, call }: MakeOptions,
  make: (
    signer: Signer,
    about: { now: Date; name: string; reason: string; timestamp?: Timestamper },
  ) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  return make(signer, {
    now: new Date(call.at),
    name: record.exportedBy.name,
    reason: `Export ${record.packId} of ${record.content.review.key}`,
    ...(timestamp ? { timestamp } : {}),
  })
}

/** All that stands in the pack but the exhibits. */
async function contentOfPack(
  options: MakeOptions,
  documents: Documents,
  reports: readonly MadeFile[],
): Promise<PackFile[]> {
  const { call, gathered, record, signer, running } = options
  const { progress } = running
  progress(0.22, 'Merging exhibits into a volume')
  const volumes = await mergeExhibits(options, documents)
  progress(0.28, 'Writing the page for browsers')
  const html = await documents.html(exhibitPaths(record))
  const certificates = certificateFiles(
    await rootCertificatePem(call.read),
    signer,
    gathered.approvals.map(({ signature }) => signature),
  )
  return [
    ...(await Promise.all(
      reports.map((report) =>
        onDisk(`data/${report.name}`, mediaTypes[report.format as 'pdf' | 'docx'], report.path),
      ),
    )),
    ...(await Promise.all(
      volumes.files.map((volume) => onDisk(`data/volume/${volume.name}`, mediaTypes.pdf, volume.path)),
    )),
    ...dataFiles(record, gathered, exhibitIndex(record, volumes.placed)),
    ...certificates.map(({ path, text }) => bytesFile(path, 'application/x-pem-file', text)),
    bytesFile('data/index.html', 'text/html', html),
  ]
}

async function makePack(
  { call, gathered, record, signer, timestamp, running, files }: MakeOptions,
  content: readonly PackFile[],
  name: string,
): Promise<MadeFile> {
  const { signal, progress } = running
  const path = await files.path(name)
  const copier = new BlobCopier()
  try {
    const { size, sha256 } = await writePack(
      path,
      {
        files: [...content, ...exhibitFiles(call, record, copier)],
        bagInfo: bagInfoOf(record, gathered),
        completeness: record.completeness,
      },
      signer,
      {
        now: new Date(call.at),
        signal,
        isDurable: false,
        onProgress: throttled((done, of) =>
          progress(0.3 + 0.65 * (of === 0 ? 1 : done / of), 'Writing the pack'),
        ),
        ...(timestamp ? { timestamp } : {}),
      },
    )
    return { format: 'pack', name, path, size, sha256 }
  } finally {
    await copier.close()
  }
}

async function mergeExhibits(
  { call, plan, running, files }: MakeOptions,
  documents: Documents,
): Promise<Volumes> {
  return writeVolumes({
    exhibits: plan.exhibits,
    read: (exhibit: ExhibitContent) => readExhibit(call, exhibit),
    meta: await documents.meta(),
    renderIndex: (index) => documents.otherPdf(index),
    pathFor: (name) => files.path(name),
    signal: running.signal,
  })
}

async function onDisk(path: string, mediaType: string, file: string): Promise<PackFile> {
  const { size } = await stat(file)
  return { path, mediaType, size, open: () => createReadStream(file) }
}

/** Progress goes out a hundred times, however large the pack is. */
function throttled(tell: (done: number, of: number) => void): (done: number, of: number) => void {
  let told = -1
  return (done, of) => {
    const percent = Math.floor((100 * done) / of)
    if (percent === told) return
    told = percent
    tell(done, of)
  }
}
