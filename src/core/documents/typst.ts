import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import { z } from 'zod'
import { GlyphCoverage } from './glyphs.ts'
import type { PdfJob } from './pdfJob.ts'
import { type TypstFigure, typstData } from './typstData.ts'

/** Where Afterword's data lies in the folder that Typst sees; nothing is written there. */
const place = '.afterword'

/**
 * Sets a PDF with Typst. Blocks until it is done: runs in a thread of its own.
 * @throws Error with Typst's first complaint.
 */
export function setPdf(job: PdfJob): Uint8Array {
  const compiler = NodeCompiler.create({ workspace: job.layout, fontArgs: [{ fontPaths: [job.fonts] }] })
  const give = (name: string, bytes: Uint8Array): string => {
    compiler.mapShadow(join(job.layout, place, name), Buffer.from(bytes))
    return `/${place}/${name}`
  }
  const options = {
    pdfStandard: 'a-3a',
    creationTimestamp: Math.floor(Date.parse(job.document.meta.exportedAt) / 1000),
  }
  const set = (file: string): Uint8Array => {
    const compiled = compiler.compile({ mainFilePath: file, resetRead: true })
    if (!compiled.result) throw new Error(firstComplaint(compiler, compiled.takeDiagnostics()))
    return new Uint8Array(compiler.pdf(compiled.result, options))
  }
  try {
    const figures = new Map(
      job.figures.map(([number, figure]): [number, TypstFigure] => {
        if (typeof figure === 'string') return [number, figure]
        const file = give(`figure-${number}`, figure.bytes)
        const { width, height, mirrored, turned } = figure
        return [number, proven(number, { file, width, height, mirrored, turned })]
      }),
    )
    const glyphs = new GlyphCoverage(job.fonts)
    const data = {
      ...typstData(job.document, glyphs, figures),
      paper: job.paper === 'letter' ? 'us-letter' : 'a4',
      watermark: job.watermark === null ? null : glyphs.cover(job.watermark),
      attachments: job.attachments.map((attachment, index) => ({
        name: attachment.name,
        path: give(
          `attachment-${index}`,
          'bytes' in attachment.content ? attachment.content.bytes : readFileSync(attachment.content.path),
        ),
        mediaType: attachment.mediaType,
        relationship: attachment.relationship.toLowerCase(),
        description: attachment.description,
      })),
    }
    give('document.json', new TextEncoder().encode(JSON.stringify(data)))
    return set(join(job.layout, 'review.typ'))
  } finally {
    // Typst keeps what it has seen for the whole process.
    compiler.evictCache(0)
  }

  /** A picture is tried alone first, so that a damaged one costs its own place only. */
  function proven(number: number, figure: Exclude<TypstFigure, string>): TypstFigure {
    const trial = join(job.layout, place, `trial-${number}.typ`)
    compiler.addSource(trial, `#image("${figure.file}", width: 10pt, height: 10pt, alt: "trial")`)
    try {
      set(trial)
      return figure
    } catch {
      return 'Not shown: the image is damaged.'
    }
  }
}

/** What Typst says first about an error, with its place. */
function firstComplaint(compiler: NodeCompiler, error: NodeError | null): string {
  const found: unknown = error === null ? undefined : compiler.fetchDiagnostics(error)[0]
  const told = complaint.safeParse(found)
  if (!told.success) return 'Typst gave no reason.'
  return `${told.data.message} (${basename(told.data.path)}, line ${told.data.range.start.line + 1})`
}

const complaint = z.object({
  message: z.string(),
  path: z.string(),
  range: z.object({ start: z.object({ line: z.number() }) }),
})
