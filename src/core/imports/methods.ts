import type { ImportedFile, ImportReport } from '#shared/contract/imports.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { ExchangedFile } from '../files.ts'
import { implement } from '../implement.ts'
import { newestTemplate } from '../templates/templates.ts'
import { importFile, without } from './importFile.ts'
import { PostmortemThread } from './postmortemThread.ts'

export const importsMethods = implement({
  async 'imports.run'(call, input) {
    call.need('reviews.facilitate', 'import reviews')
    const template = await newestTemplate(call.read, input.templateId)
    const files = input.files.map((ref) => call.state.files.get(ref))
    const title = files.length === 1 ? `Importing ${files[0]!.name}` : `Importing ${files.length} files`
    return call.begin('imports.run', title, async ({ signal, progress }) => {
      const report: ImportedFile[] = []
      const thread = new PostmortemThread(signal)
      try {
        for (const [index, file] of files.entries()) {
          // What was imported stays: each review is whole, and the same files again add only the others.
          if (signal.aborted) throw cancelled(summary(report), files.length)
          progress(index / files.length, file.name)
          report.push(
            await importFile(call, file, template, input.zone, thread).catch((error) => {
              if (signal.aborted) throw cancelled(summary(report), files.length)
              // Without its folder the workspace takes no file at all, and says so.
              call.workspace.needPlace()
              return rejected(file, error)
            }),
          )
        }
      } finally {
        await thread.close()
      }
      return summary(report)
    })
  },
})

/** A file that cannot be imported is told of, and holds up no other; what ends the work itself, as a full disk, is thrown. */
function rejected(file: ExchangedFile, error: unknown): ImportedFile {
  const known =
    error instanceof AfterwordError && ['invalid-input', 'not-found', 'conflict'].includes(error.code)
  if (!known) throw error
  return without(file.name, 'rejected', { reason: error.message })
}

function cancelled({ created }: ImportReport, of: number): AfterwordError {
  const stays = created === 0 ? 'nothing was changed' : `the ${created} that became reviews stay`
  return new AfterwordError('cancelled', `The import of ${of} files was cancelled; ${stays}.`)
}

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
