import type { Footer, Header, ParagraphChild } from 'docx'
import { labelNames } from '../build/titlePage.ts'
import { formatInstant } from '../dates.ts'
import { textFlow } from '../text.ts'
import { textRuns } from './inlines.ts'
import type { WordScope } from './scope.ts'
import * as theme from './theme.ts'

const plainFlow = { dir: 'ltr', lang: 'en' } as const
const longestTitle = 80

interface HeadsAndFeet {
  headers: { default: Header; first: Header }
  footers: { default: Footer; first: Footer }
}

/**
 * What stands on each page: key, title and label above (the first page shows them itself), pack and page below. The
 * numbers of pages are fields that every program counts as it lays the page out, and never asks about.
 */
export function headsAndFeet(
  scope: WordScope,
  width: number,
  watermark: () => ParagraphChild[],
): HeadsAndFeet {
  const { docx } = scope
  const { meta } = scope.document
  const tabStops = [{ type: 'right' as const, position: width }]
  const title = shortened(meta.title)
  const tab = () => new docx.TextRun({ children: [new docx.Tab()] })
  const line = (edge: 'top' | 'bottom', children: ParagraphChild[]) =>
    new docx.Paragraph({
      style: 'Running',
      tabStops,
      border: { [edge]: { style: 'single', size: 4, space: 5, color: theme.hairline } },
      children,
    })
  const label = textRuns(scope, labelNames[meta.label], plainFlow, { bold: true, allCaps: true })
  const head = [
    ...textRuns(scope, `${meta.key}  `, plainFlow, { bold: true }),
    ...textRuns(scope, title, textFlow(title)),
    tab(),
    ...label,
    ...watermark(),
  ]
  const foot = () =>
    new docx.Footer({
      children: [
        line('top', [
          ...textRuns(scope, `Pack ${meta.packId} · exported ${formatInstant(meta.exportedAt)}`, plainFlow),
          tab(),
          new docx.TextRun({
            children: ['Page ', docx.PageNumber.CURRENT, ' of ', docx.PageNumber.TOTAL_PAGES],
          }),
        ]),
      ],
    })
  return {
    headers: {
      default: new docx.Header({ children: [line('bottom', head)] }),
      first: new docx.Header({ children: [new docx.Paragraph({ style: 'Running', children: watermark() })] }),
    },
    footers: { default: foot(), first: foot() },
  }
}

function shortened(title: string): string {
  const characters = [...title]
  return characters.length <= longestTitle
    ? title
    : `${characters.slice(0, longestTitle).join('').trimEnd()}…`
}
