import type { ImportedFile, ImportReport } from '#shared/contract/imports.ts'

export const outcomeWords: Record<ImportedFile['outcome'], string> = {
  created: 'Review',
  unchanged: 'Known already',
  template: 'Template',
  skipped: 'Left out',
  rejected: 'Not readable',
}

function count(number: number, one: string, many: string): string {
  return number === 1 ? `1 ${one}` : `${number} ${many}`
}

/** The outcome of an import as a sentence or two. */
export function summaryOf(report: ImportReport): string {
  const parts = [
    count(report.created, 'review was made', 'reviews were made'),
    report.unchanged && count(report.unchanged, 'file was known already', 'files were known already'),
    report.templates && count(report.templates, 'template was recognized', 'templates were recognized'),
    report.skipped && count(report.skipped, 'file was left out', 'files were left out'),
    report.rejected && count(report.rejected, 'file could not be read', 'files could not be read'),
  ].filter(Boolean)
  const findings = report.findings
    ? ` ${count(report.findings, 'thing was', 'things were')} not understood: select a file to see ${report.findings === 1 ? 'it' : 'them'}, with line numbers.`
    : ' Everything was understood.'
  return `${parts.join(', ')}.${findings}`
}
