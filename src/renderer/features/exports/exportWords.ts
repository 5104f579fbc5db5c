import type { ExportResult } from '#shared/contract/exports.ts'

export type ExportFormat = 'pdf' | 'docx' | 'pack'

/** What a file of an export is called. */
export const formatWords: Record<ExportResult['files'][number]['format'], string> = {
  pdf: 'Signed PDF',
  docx: 'Signed Word document',
  pack: 'Signed pack',
  html: 'HTML page',
  verifier: 'Verifier',
}

export const formatHelp: Record<ExportFormat, string> = {
  pdf: 'PDF/A with the evidence inside. For reading and filing.',
  docx: 'The same content, signed as a package. For those who work in Word.',
  pack: 'One container with PDF, Word, data, exhibits, approvals and audit log. For auditors.',
}

export const levelWords: Record<'unsigned' | 'B-B' | 'B-T', string> = {
  unsigned: 'Unsigned',
  'B-B': 'Signed',
  'B-T': 'Signed, time-stamped',
}
