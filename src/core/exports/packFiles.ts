import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import type { Call } from '../call.ts'
import { auditExtractFiles } from '../packs/auditExtract.ts'
import type { PackFile } from '../packs/container.ts'
import { recordBytes } from './documents.ts'
import { exhibitIndexCsv, exhibitPaths, type IndexedExhibit } from './exhibitIndex.ts'
import { copyError, findExhibit } from './exhibits.ts'
import type { Gathered } from './gather.ts'
import { howToVerify } from './howToVerify.ts'
import { reviewSchemaFile, reviewSchemaText } from './reviewSchema.ts'

export const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json',
} as const

export function bytesFile(path: string, mediaType: string, content: Uint8Array | string): PackFile {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  return {
    path,
    mediaType,
    size: bytes.length,
    open: async function* () {
      yield bytes
    },
  }
}

/** The exhibits, copied from the vault when their turn comes. Throws LostExhibit on the way. */
export function exhibitFiles(call: Call, record: ReviewRecord): PackFile[] {
  const paths = exhibitPaths(record)
  return record.content.exhibits.flatMap((exhibit) => {
    const path = paths.get(exhibit.number)
    if (path === undefined) return []
    const { mediaType, size, sha256 } = exhibit
    const find = () => findExhibit(call, exhibit)
    const failed = (error: unknown) => copyError(error, exhibit)
    return [{ path: `data/${path}`, mediaType, size, sha256, find, failed }]
  })
}

/** The review as data, who approved it, what the log says of it, and how all of this is checked. */
export function dataFiles(
  record: ReviewRecord,
  gathered: Gathered,
  index: readonly IndexedExhibit[],
): PackFile[] {
  const { log, earlier, events, approvals, canonical, revoked } = gathered
  const extract = auditExtractFiles({
    checkpoint: log.checkpoint,
    logKey: log.logKey,
    tree: log.tree,
    events,
    ...(earlier ? { earlier: earlier.checkpoint } : {}),
  })
  return [
    bytesFile('data/review.json', mediaTypes.json, recordBytes(record)),
    bytesFile('data/review-content.json', mediaTypes.json, canonical.text),
    bytesFile(`data/schemas/${reviewSchemaFile}`, mediaTypes.json, reviewSchemaText()),
    bytesFile('data/how-to-verify.txt', 'text/plain', howToVerify(record)),
    ...(index.length > 0
      ? [
          bytesFile('data/exhibits/index.json', mediaTypes.json, `${JSON.stringify(index, null, 1)}\n`),
          bytesFile('data/exhibits/index.csv', 'text/csv', exhibitIndexCsv(index)),
        ]
      : []),
    ...approvals.map(({ record: { kind }, signature }) =>
      bytesFile(`data/approvals/${kind}.p7s`, 'application/pkcs7-signature', signature),
    ),
    ...(revoked.length > 0
      ? [
          bytesFile(
            'data/certificates/revoked.json',
            mediaTypes.json,
            `${JSON.stringify({ format: 'afterword-revoked/1', revoked }, null, 1)}\n`,
          ),
        ]
      : []),
    ...extract.map(({ path, mediaType, text }) => bytesFile(path, mediaType, text)),
    ...(log.voucher
      ? [bytesFile('data/audit-log/log-key.sig', 'application/octet-stream', log.voucher)]
      : []),
  ]
}

/** Fields of bag-info.txt (RFC 8493, 2.2.2). */
export function bagInfoOf(record: ReviewRecord, gathered: Gathered) {
  const { organisation, review } = record.content
  const { earlier } = gathered
  return [
    { label: 'Source-Organization', value: organisation },
    { label: 'External-Identifier', value: `${review.key} revision ${review.revision}` },
    { label: 'External-Description', value: review.title },
    { label: 'Internal-Sender-Identifier', value: record.packId },
    { label: 'Afterword-Status', value: record.status },
    { label: 'Afterword-Label', value: record.label },
    ...(earlier
      ? [
          {
            label: 'Afterword-Earlier-Pack',
            value: `${earlier.packId}, ${earlier.reviewKey} revision ${earlier.revision}, SHA-256 ${earlier.sha256}`,
          },
        ]
      : []),
  ]
}
