import type { ImportedFile, ImportReport } from '#shared/contract/imports.ts'
import { type Command, option } from '../command.ts'
import { offerAll } from '../files.ts'
import { print, printJson } from '../output.ts'
import { withWorkspace } from '../session.ts'

export const importFiles: Command = {
  usage: 'WORKSPACE FILE... [--zone ZONE]',
  about: 'post-mortems in Markdown become reviews; says what became what; 1 where a file was rejected',
  words: [2, Number.POSITIVE_INFINITY],
  options: { zone: { type: 'string' } },
  run: (context) =>
    withWorkspace(context, async ({ session }) => {
      const files = await offerAll(session, context.words.slice(1))
      const zone = option(context, 'zone')
      const started = await session.call('imports.run', {
        files: files.map(({ ref }) => ref),
        ...(zone === undefined ? {} : { zone }),
      })
      const report = await session.finish<ImportReport>(started)
      if (context.json) printJson(report)
      else print(reportText(report))
      return report.rejected > 0 ? 1 : 0
    }),
}

function reportText(report: ImportReport): string {
  const { created, unchanged, templates, skipped, rejected, findings } = report
  return [
    ...report.files.map(fileText),
    `${created} created, ${unchanged} unchanged, ${templates} templates, ${skipped} skipped, ${rejected} rejected, ${findings} findings`,
  ].join('\n')
}

function fileText({ name, outcome, reviewKey, title, reason, mapped, findings }: ImportedFile): string {
  const head = [name, outcome, reviewKey, title, reason].filter((part) => part).join(' · ')
  return [
    head,
    ...mapped.map(({ line, from, to }) => `  line ${line}: ${from} → ${to}`),
    ...findings.map(({ line, message }) => `  ! ${line === null ? '' : `line ${line}: `}${message}`),
  ].join('\n')
}
