import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import type { Call } from '../call.ts'
import { rootCertificatePem } from '../identities/identities.ts'
import type { Running } from '../jobs/jobs.ts'
import { type PackFile, writePack } from '../packs/container.ts'
import type { Timestamper } from '../signing/cms.ts'
import { signOpc } from '../signing/opc.ts'
import { fieldOf, signField } from '../signing/pades.ts'
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
 * Makes the signed files of an export as temporary files; the exhibits are copied into the pack while its documents are
 * made. Throws LostExhibit where an exhibit is found to be missing or damaged, and `cancelled`.
 */
export async function makeFiles(options: MakeOptions): Promise<MadeFile[]> {
  const { formats, running, record } = options
  if (!formats.includes('pack')) return (await makeDocuments(options)).reports
  const stopped = new AbortController()
  const signal = AbortSignal.any([running.signal, stopped.signal])
  const { forDocuments, forPack } = twoProgresses(running)
  const documents = makeDocuments({ ...options, running: { signal, progress: forDocuments } })
  const pack = makePack(
    { ...options, running: { signal, progress: forPack } },
    async () => (await documents).content,
    `${fileNameOf(record)}.${extensions.pack}`,
  )
  try {
    const [{ reports }, made] = await Promise.all([documents, pack])
    return [...reports.filter(({ format }) => formats.includes(format)), made]
  } catch (error) {
    // what is made beside what failed is of no use, and its files are removed next
    stopped.abort(error)
    await Promise.allSettled([documents, pack])
    throw error
  }
}

/** What is made of a report at the same time as the pack is written, as one progress with one step at a time. */
function twoProgresses({ progress }: Running) {
  let documents = 0
  let pack = 0
  let step = ''
  const tell = () => progress(documents + 0.6 * pack, step)
  return {
    forDocuments(done: number | null, what: string) {
      documents = done ?? documents
      step = what
      tell()
    },
    forPack(done: number | null) {
      pack = done ?? pack
      if (pack > 0) tell()
    },
  }
}

/** The signed documents, and for a pack all that stands in it but the exhibits. */
async function makeDocuments(options: MakeOptions): Promise<{ reports: MadeFile[]; content: PackFile[] }> {
  const { call, record, plan, paper, running, formats, files, signer } = options
  const { signal, progress } = running
  const about = aboutSignature(options)
  const name = fileNameOf(record)
  const isPack = formats.includes('pack')
  const reports: MadeFile[] = []
  const keep = async (format: Format, bytes: Uint8Array) => {
    const path = await files.write(`${name}.${extensions[format]}`, bytes)
    // the PDF, which is made last, stands first
    reports.unshift({ format, name: `${name}.${extensions[format]}`, path, ...(await measure(path)) })
  }
  const documents = new Documents(call, { record, exhibits: plan.exhibits, paper, signal })
  try {
    let html = ''
    if (isPack || formats.includes('docx')) {
      progress(0.02, 'Writing and signing the Word document')
      const docx = await documents.word()
      await keep('docx', await signOpc(docx, signer, about))
    }
    signal.throwIfAborted()
    if (isPack) html = await documents.html(exhibitPaths(record))
    // what the others take is not held while a PDF is set
    await documents.close()
    signal.throwIfAborted()
    if (isPack || formats.includes('pdf')) {
      progress(0.1, 'Setting and signing the PDF')
      const attachments = await documents.attachments(!isPack)
      const { bytes, length } = await documents.pdf(attachments, fieldOf(signer, about))
      await keep('pdf', await signField(bytes, length, signer, about))
    }
    signal.throwIfAborted()
    if (!isPack) return { reports, content: [] }
    progress(0.25, 'Merging exhibits into a volume')
    const volumes = await mergeExhibits(options, documents)
    progress(0.3, 'Writing the pack')
    return { reports, content: await contentOfPack(options, html, volumes, reports) }
  } finally {
    await documents.close()
  }
}

/** `REV-2026-0007-r1` */
export function fileNameOf({ content: { review } }: ReviewRecord): string {
  return `${review.key.replaceAll(/[^A-Za-z0-9-]/g, '_')}-r${review.revision}`
}

/** What the signatures of this export say. */
function aboutSignature({ record, timestamp, call }: MakeOptions) {
  return {
    now: new Date(call.at),
    name: record.exportedBy.name,
    reason: `Export ${record.packId} of ${record.content.review.key}`,
    ...(timestamp ? { timestamp } : {}),
  }
}

/** All that stands in the pack but the exhibits. */
async function contentOfPack(
  { call, gathered, record, signer }: MakeOptions,
  html: string,
  volumes: Volumes,
  reports: readonly MadeFile[],
): Promise<PackFile[]> {
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
  later: () => Promise<readonly PackFile[]>,
  name: string,
): Promise<MadeFile> {
  const { signal, progress } = running
  const path = await files.path(name)
  const { size, sha256 } = await writePack(
    path,
    {
      files: exhibitFiles(call, record),
      later,
      bagInfo: bagInfoOf(record, gathered),
      completeness: record.completeness,
    },
    signer,
    {
      now: new Date(call.at),
      signal,
      isDurable: false,
      onProgress: throttled((done, of) => progress(done / of, 'Writing the pack')),
      ...(timestamp ? { timestamp } : {}),
    },
  )
  return { format: 'pack', name, path, size, sha256 }
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
