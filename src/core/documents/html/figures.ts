import type { Figure } from '../model.ts'
import { textFlow } from '../text.ts'
import { escapeHtml, open, tag } from './escape.ts'
import { flowAttributes } from './inlines.ts'
import type { PageScope } from './scope.ts'

/** An image as part of the page itself, since the page fetches nothing; in words where it cannot be shown. */
export function figureHtml(scope: PageScope, figure: Figure): string {
  const shown = scope.figures.get(figure.number) ?? 'Not shown: the file is not part of this export.'
  const caption = tag(
    'figcaption',
    flowAttributes(textFlow(figure.caption)),
    tag('strong', {}, `Figure ${figure.number}`),
    figure.caption === '' ? '' : `. ${escapeHtml(figure.caption)}`,
  )
  if (typeof shown === 'string')
    return tag('figure', {}, tag('p', { class: 'not-shown' }, escapeHtml(`${figure.alt}. ${shown}`)), caption)
  const image = open('img', {
    src: `data:${shown.mediaType};base64,${Buffer.from(shown.bytes).toString('base64')}`,
    alt: figure.alt,
    width: Math.round(shown.width),
    height: Math.round(shown.height),
  })
  return tag('figure', {}, image, caption)
}
