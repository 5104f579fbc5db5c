import type { ExportResult } from '#shared/contract/exports.ts'
import { AfterwordError } from '#shared/errors.ts'
import { type Command, type Context, option, options, UsageError } from '../command.ts'
import { keep } from '../files.ts'
import { note, print, printJson } from '../output.ts'
import { reviewCalled } from '../reviews.ts'
import { type Opened, type Session, withWorkspace } from '../session.ts'

type Format = 'pdf' | 'docx' | 'pack'

interface Kept {
  format: Format
  path: string
  sha256: string
}

/** Which formats are asked for, and where each goes. */
function targets(context: Context): Map<Format, string> {
  const asked = new Map<Format, string>()
  for (const [format, name] of [
    ['pack', 'out'],
    ['pdf', 'pdf'],
    ['docx', 'docx'],
  ] as const) {
    const path = option(context, name)
    if (path !== undefined) asked.set(format, path)
  }
  return asked
}

export const exportReview: Command = {
  usage:
    'WORKSPACE REVIEW [--out PACK.asice] [--pdf FILE] [--docx FILE] [--withhold EX-0002:REASON]... [--timestamp-request FILE] [--seal] [--unsigned]',
  about:
    'signed files of a review; --withhold keeps evidence back and says why, --timestamp-request writes a file to carry to an authority, --seal makes the review final, --unsigned makes a draft with a watermark',
  words: [2, 2],
  options: {
    out: { type: 'string' },
    pdf: { type: 'string' },
    docx: { type: 'string' },
    withhold: { type: 'string', multiple: true },
    'timestamp-request': { type: 'string' },
    seal: { type: 'boolean' },
    unsigned: { type: 'boolean' },
  },
  run(context) {
    const asked = targets(context)
    const unsigned = context.options.unsigned === true
    if (asked.size === 0) throw new UsageError('Say where to: --out PACK.asice, --pdf FILE or --docx FILE.')
    if (unsigned && (asked.has('pack') || option(context, 'timestamp-request') || context.options.seal))
      throw new UsageError(
        'An unsigned draft is a PDF or a Word document: --unsigned goes with --pdf and --docx alone.',
      )
    return withWorkspace(context, (opened) =>
      unsigned ? draft(context, opened, asked) : signed(context, opened, asked),
    )
  },
}

async function draft(context: Context, { session }: Opened, asked: Map<Format, string>): Promise<number> {
  const review = await reviewCalled(session, context.words[1]!)
  const kept: Kept[] = []
  for (const [format, path] of asked) {
    if (format === 'pack') continue
    const started = await session.call('exports.preview', { reviewId: review.id, format })
    kept.push(
      ...(await keepResult(session, await session.finish<ExportResult>(started), new Map([[format, path]]))),
    )
  }
  say(context, { files: kept })
  return 0
}

async function signed(context: Context, opened: Opened, asked: Map<Format, string>): Promise<number> {
  const { session, signerPassphrase } = opened
  const review = await reviewCalled(session, context.words[1]!)
  const started = await session.call('exports.create', {
    reviewId: review.id,
    formats: [...asked.keys()],
    passphrase: signerPassphrase,
    seal: context.options.seal === true,
    withhold: await withheld(context, session, review.id),
  })
  const result = await session.finish<ExportResult>(started)
  const files: Kept[] = await keepResult(session, result, asked)
  const request = option(context, 'timestamp-request')
  if (request !== undefined) {
    // The pack holds the other files; without one, the request is for the first of them.
    const about = result.files.find(({ format }) => format === [...asked.keys()][0])!
    const made = await session.call('exports.timestampRequest', { file: about.file.ref })
    await keep(session, made.request, request)
  }
  const { completeness, packId } = result
  for (const { what, title, reason } of completeness.missing) note(`Missing: ${what} ${title}: ${reason}`)
  say(context, { files, completeness, packId })
  return 0
}

async function keepResult(
  session: Session,
  result: ExportResult,
  asked: Map<Format, string>,
): Promise<Kept[]> {
  const kept: Kept[] = []
  for (const [format, path] of asked) {
    const made = result.files.find((one) => one.format === format)
    if (!made) throw new AfterwordError('internal', `The ${format} file was not made.`)
    kept.push({ format, path: await keep(session, made.file, path), sha256: made.sha256 })
  }
  return kept
}

interface Said {
  files: Kept[]
  completeness?: ExportResult['completeness']
  packId?: string
}

function say(context: Context, answer: Said): void {
  if (context.json) printJson(answer)
  else
    for (const { path, sha256 } of answer.files)
      print([sha256, path, answer.completeness?.verdict].filter((part) => part).join('  '))
}

/** `EX-0002:reason`, for each file that is to stay behind. */
async function withheld(context: Context, session: Session, reviewId: string) {
  const wishes = options(context, 'withhold')
  if (wishes.length === 0) return []
  const evidence = await session.call('evidence.ofReview', { reviewId })
  return wishes.map((wish) => {
    const [, number, reason] = /^([^:]+):\s*(.+)$/s.exec(wish) ?? []
    if (!number || !reason) throw new UsageError(`“${wish}” is not of the form EX-0002:reason.`)
    const found = evidence.find((one) => one.number.toLowerCase() === number.trim().toLowerCase())
    if (!found)
      throw new AfterwordError('not-found', `The review has no evidence ${number}, which was to be withheld.`)
    return { evidenceId: found.id, reason }
  })
}
