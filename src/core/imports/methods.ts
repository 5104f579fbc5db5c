import type { ImportedFile, ImportReport } from '#shared/contract/imports.ts'
import { implement } from '../implement.ts'
import { newestTemplate } from '../templates/templates.ts'
import { importFile } from './importFile.ts'

export const importsMethods = implement({
  async 'imports.run'(call, input) {
    call.need('reviews.facilitate', 'import reviews')
    const template = await newestTemplate(call.read, input.templateId)
    const files = input.files.map((ref) => call.state.files.get(ref))
    const title = files.length === 1 ? `Importing ${files[0]!.name}` : `Importing ${files.length} files`
    return call.state.jobs.start('imports.run', title, async ({ signal, progress }) => {
      const report: ImportedFile[] = []
      for (const [index, file] of files.entries()) {
        // What was imported stays: each review is whole, and the same files again add only the others.
        signal.throwIfAborted()
        progress(index / files.length, file.name)
        report.push(await importFile(call, file, template, input.zone))
      }
      return summary(report)
    })
  },
})

function summary(files: ImportedFile[]): ImportReport {
  const count = (outcome: ImportedFile['outcome']) => files.filter((one) => one.outcome === outcome).length
  return {
    created: count('created'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    skipped: count('skipped'),
    templates: count('template'),
    findings: files.reduce((sum, one) => sum + one.findings.length, 0),
    files,
  }
}
