import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  buildSample,
  firstPerson,
  SampleClock,
  sampleName,
  samplePassphrase,
} from '#core/sample/buildSample.ts'
import type { ExportResult } from '#shared/contract/exports.ts'
import type { VerificationResult } from '#shared/contract/verification.ts'
import type { Command } from '../command.ts'
import { keep } from '../files.ts'
import { print, printJson } from '../output.ts'
import { type Session, withCore } from '../session.ts'
import { allGood, verdictLine } from '../verdicts.ts'

const endings = { pack: 'asice', pdf: 'pdf', docx: 'docx' } as const

export const demo: Command = {
  usage: 'FOLDER',
  about: 'the whole job on the sample: workspace, reviews, evidence, approvals, exports, verified',
  words: [1, 1],
  run: (context) => {
    const clock = new SampleClock(() => new Date())
    return withCore(
      context,
      async (session) => {
        const folder = resolve(context.words[0]!)
        const workspace = join(folder, 'workspace')
        const { name, email } = firstPerson
        await session.call('workspace.create', {
          path: workspace,
          name: sampleName,
          person: { name, email },
          passphrase: samplePassphrase,
        })
        const [reviewId] = await buildSample({
          dispatch: (envelope) => session.core.dispatch(envelope),
          offer: (path) => session.core.files.offer(path),
          resources: context.places.resources,
          clock,
        })
        const { pem } = await session.call('identities.certificate', {})
        await writeFile(join(folder, 'root.pem'), pem)
        const files = await exportAll(session, reviewId!, folder, pem)
        const log = await session.call('auditLog.verify', {})
        if (context.json)
          printJson({
            workspace,
            passphrase: samplePassphrase,
            root: join(folder, 'root.pem'),
            files,
            auditLog: log,
          })
        else
          print(
            [
              `Workspace: ${workspace} (passphrase: ${samplePassphrase})`,
              `Root certificate: ${join(folder, 'root.pem')}`,
              ...files.map(({ path, verification }) => `${path}\n    ${verdictLine(verification)}`),
              `Audit log: ${log.good ? `whole, ${log.events} events` : log.problems.join(' ')}`,
            ].join('\n'),
          )
        return log.good && files.every(({ verification }) => allGood(verification)) ? 0 : 1
      },
      clock.now,
    )
  },
}

interface Exported {
  path: string
  sha256: string
  verification: VerificationResult
}

async function exportAll(
  session: Session,
  reviewId: string,
  folder: string,
  pem: string,
): Promise<Exported[]> {
  const { key } = await session.call('reviews.get', { id: reviewId })
  const made: ExportResult['files'] = []
  // A report that goes out by itself has the evidence inside; one in a pack has it beside it.
  for (const formats of [['pack'], ['pdf', 'docx']] as const) {
    const wanted = { reviewId, formats: [...formats], passphrase: samplePassphrase }
    made.push(...(await session.finish<ExportResult>(await session.call('exports.create', wanted))).files)
  }
  const exported: Exported[] = []
  for (const { format, file, sha256 } of made) {
    if (!(format in endings)) continue
    const path = await keep(session, file, join(folder, `${key}.${endings[format as keyof typeof endings]}`))
    const kept = await session.core.files.offer(path)
    const verification = await session.call('verification.verify', { file: kept.ref, trustedPem: pem })
    exported.push({ path, sha256, verification })
  }
  return exported
}
