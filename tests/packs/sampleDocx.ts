import {
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { unzipSync, zipSync } from 'fflate'

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A Word document as the library `docx` makes it: headings, a table, an image, a link, a foot, properties. */
export async function makeDocx(options: { completeness?: string } = {}): Promise<Uint8Array> {
  const { completeness = 'COMPLETE' } = options
  const document = new Document({
    title: 'Review REV-2026-0007',
    creator: 'Chris Compliance',
    customProperties: [{ name: 'Completeness', value: completeness }],
    sections: [
      {
        footers: {
          default: new Footer({
            children: [
              new Paragraph({ children: [new TextRun({ children: ['Page ', PageNumber.CURRENT] })] }),
            ],
          }),
        },
        children: [
          new Paragraph({ text: 'Queue stalled – 日本語', heading: HeadingLevel.HEADING_1 }),
          new Table({
            rows: [
              new TableRow({
                children: ['Started', '14:05 UTC'].map(
                  (text) => new TableCell({ children: [new Paragraph(text)] }),
                ),
              }),
            ],
          }),
          new Paragraph({
            children: [
              new ImageRun({
                type: 'png',
                data: Buffer.from(pixel, 'base64'),
                transformation: { width: 10, height: 10 },
                altText: { name: 'A dot', title: 'A dot', description: 'A dot' },
              }),
              new ExternalHyperlink({
                link: 'https://example.org/plan',
                children: [new TextRun('The plan')],
              }),
            ],
          }),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

/** Every file of a Word document, by name, in its order. */
export function unpackDocx(docx: Uint8Array): Map<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(docx)))
}

/** Packs files into a ZIP without a flaw, whatever is in them. */
export function packDocx(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1, 12) })
}
