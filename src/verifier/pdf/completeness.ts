import { reviewRecord } from '#shared/domain/reviewRecord.ts'
import { judgeStatement } from '../pack-record.ts'
import { type Check, good, unknown } from '../verdict.ts'
import type { EmbeddedFile } from './embedded-files.ts'

const RECORD = 'review.json'
const MAX_RECORD = 64 * 2 ** 20
const name = 'pdf.completeness'

/** What the record of the review, which Afterword embeds in its PDFs, says of the completeness of the export. */
export function judgeCompleteness(files: EmbeddedFile[]): Check[] {
  const [file, ...more] = files.filter((one) => one.name === RECORD)
  const record = file && more.length === 0 ? reviewRecord.safeParse(read(file)).data : undefined
  if (!record) {
    const message = 'The document does not say in a form known here whether anything is missing.'
    return [unknown(name, message)]
  }
  const checks = judgeStatement(record.completeness)
  if (checks.length > 0) return checks
  const count = record.completeness.included.length
  return [good(name, `Everything that was asked for is in the export: ${count} items.`, RECORD)]
}

function read(file: EmbeddedFile): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.read(MAX_RECORD)))
  } catch {
    return undefined
  }
}
