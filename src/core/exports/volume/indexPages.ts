import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import { paragraph } from '../../documents/build/inline.ts'
import { row, table } from '../../documents/build/table.ts'
import type { Block, DocumentMeta, ReviewDocument } from '../../documents/model.ts'
import { oneLine, textFlow } from '../../documents/text.ts'

export interface Placed {
  exhibit: ExhibitContent
  /** First and last Bates number, or the reason for which the exhibit has no pages in a volume. */
  place: { first: string; last: string; pages: number } | string
}

/** The pages at the beginning of an exhibit volume: which exhibits are in it, where, and which are not, and why. */
export function indexDocument(meta: DocumentMeta, volume: number, placed: readonly Placed[]): ReviewDocument {
  const title = `Exhibit volume ${volume}`
  const blocks: Block[] = [
    {
      type: 'heading',
      depth: 1,
      number: '',
      anchor: 'index',
      children: [{ type: 'text', value: title }],
      flow: textFlow(title),
    },
    paragraph(
      'Exhibits that are PDF documents or images, page by page. Each page bears its exhibit and its Bates number in a margin that was added to it. ' +
        'The files themselves stand in the pack as they were received, in the folder exhibits; the hash of each is in the index there.',
    ),
    table(
      'exhibits',
      [
        ['Exhibit', 0.14],
        ['Title and file', 0.46],
        ['Pages', 0.4],
      ],
      placed.map(({ exhibit, place }) =>
        row([
          [paragraph(oneLine(exhibit.number))],
          [exhibit.title, exhibit.fileName]
            .filter((text, index, all) => all.indexOf(text) === index)
            .map((text) => paragraph(oneLine(text))),
          [paragraph(placeInWords(place))],
        ]),
      ),
    ),
  ]
  return { meta: { ...meta, title: `${meta.title}, ${title.toLowerCase()}` }, blocks, footnotes: [] }
}

export function placeInWords(place: Placed['place']): string {
  if (typeof place === 'string') return `Not merged: it stands as a file of its own. ${place}`
  const { first, last, pages } = place
  return pages === 1 ? `${first} (1 page)` : `${first} to ${last} (${pages} pages)`
}
