import type { ReviewContent } from '#shared/domain/reviewContent.ts'
import { parseMarkdown } from '../markdownReader.ts'
import type { Block } from '../model.ts'
import { oneLine, textFlow } from '../text.ts'
import { exhibitLinks, muted, paragraph } from './inline.ts'
import type { DocumentScope } from './scope.ts'

export function factorsChapter(content: ReviewContent, scope: DocumentScope): Block[] {
  const heading = scope.title(1, 'Contributing factors')
  if (content.factors.length === 0) return [heading, paragraph(muted('None recorded.'))]
  return [
    heading,
    paragraph(
      'Conditions that together made the incident possible. Their order says nothing about their weight.',
    ),
    {
      type: 'entries',
      role: 'factors',
      items: content.factors.map((factor) => {
        const title = oneLine(factor.title)
        return {
          label: inWords(factor.category),
          title,
          flow: textFlow(title),
          anchor: null,
          children: [
            ...parseMarkdown(factor.detail, scope, `The factor “${title}”`, 5),
            ...(factor.exhibits.length > 0
              ? [paragraph(muted('Exhibits: '), ...exhibitLinks(factor.exhibits, scope))]
              : []),
          ],
        }
      }),
    },
  ]
}

/** The taxonomy's id as words: `change-deployment` is “Change deployment”. */
function inWords(category: string): string {
  const words = oneLine(category).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
