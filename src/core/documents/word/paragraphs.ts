import type { IParagraphOptions, Paragraph, ParagraphChild } from 'docx'
import type { TextFlow } from '../model.ts'
import type { Place, WordScope } from './scope.ts'

export interface ParagraphLook extends Omit<IParagraphOptions, 'children' | 'text'> {
  flow?: TextFlow
  /** Twips beyond the indent of the place. */
  hanging?: number
}

/** A paragraph where it stands: indented, barred and shaded as its place asks, in its own direction. */
export function paragraphAt(
  scope: WordScope,
  place: Place,
  children: ParagraphChild[],
  { flow, hanging = 0, ...look }: ParagraphLook = {},
): Paragraph {
  const rightToLeft = flow?.dir === 'rtl'
  const left = place.indent + hanging
  const bar = place.bar
  const side = bar && { style: 'single' as const, size: 18, space: 8, color: bar.color }
  return new scope.docx.Paragraph({
    style: place.style,
    ...(left > 0 ? { indent: { left, ...(hanging > 0 ? { hanging } : {}) } } : {}),
    ...(side ? { border: rightToLeft ? { right: side } : { left: side } } : {}),
    ...(bar?.fill ? { shading: { type: 'clear', color: 'auto', fill: bar.fill } } : {}),
    ...(rightToLeft ? { bidirectional: true } : {}),
    ...(scope.takePageBreak() ? { pageBreakBefore: true } : {}),
    ...(place.align === 'left' ? {} : { alignment: place.align }),
    ...look,
    children: scope.opened(children),
  })
}

/** Two tables that touch would become one; a table must not end a cell. */
export function spacer(scope: WordScope): Paragraph {
  return new scope.docx.Paragraph({ style: 'Spacer' })
}
