import type { IParagraphOptions, IRunOptions, ParagraphChild } from 'docx'
import { plainText } from '../build/inline.ts'
import type { Inline, TextFlow } from '../model.ts'
import { withoutLinks, withoutNotes } from '../pruned.ts'
import { textFlow } from '../text.ts'
import { directedTexts } from './direction.ts'
import { scriptFonts, scripts } from './fonts.ts'
import { linkField } from './linkField.ts'
import { linkTarget } from './links.ts'
import { type WordScope, words } from './scope.ts'
import * as theme from './theme.ts'

type RunLook = Omit<IRunOptions, 'text' | 'children' | 'break'>

/** Inline nodes as runs, links, bookmarks and footnotes of a paragraph with the given direction and language. */
export function inlineRuns(
  scope: WordScope,
  nodes: Inline[],
  flow: TextFlow,
  look: RunLook = {},
): ParagraphChild[] {
  return nodes.flatMap((node) => inlineRun(scope, node, flow, look))
}

function inlineRun(scope: WordScope, node: Inline, flow: TextFlow, look: RunLook): ParagraphChild[] {
  const inside = (children: Inline[], more: RunLook) =>
    inlineRuns(scope, children, flow, { ...look, ...more })
  switch (node.type) {
    case 'text':
      return textRuns(scope, node.value, flow, look)
    case 'strong':
      return inside(node.children, { bold: true })
    case 'emphasis':
      return inside(node.children, { italics: true })
    case 'delete':
      return inside(node.children, { strike: true })
    case 'muted':
      return inside(node.children, { color: theme.inkMuted })
    case 'inlineCode':
      return textRuns(scope, node.value, flow, { ...look, style: 'CodeWords' })
    case 'hash':
      return textRuns(scope, node.value, flow, { ...look, style: 'Hash' })
    case 'break':
      return [new scope.docx.TextRun({ break: 1 })]
    case 'link':
      return link(scope, node.url, node.children, flow, look)
    case 'footnoteReference':
      return noteReference(scope, node.number)
  }
}

/** Words as runs, one for each direction, in the fonts of their script. */
export function textRuns(
  scope: WordScope,
  value: string,
  flow: TextFlow,
  look: RunLook = {},
): ParagraphChild[] {
  const text = words(value)
  if (text === '') return []
  const script = flow.lang === 'en' ? undefined : scripts[flow.lang]
  const own: RunLook = script
    ? {
        language: script.language,
        ...(look.style === undefined ? { font: { ...scriptFonts, ...script.font } } : {}),
      }
    : {}
  return directedTexts(text, flow.dir).map(
    (part) =>
      new scope.docx.TextRun({
        ...own,
        ...look,
        text: part.text,
        ...(part.rightToLeft ? { rightToLeft: true } : {}),
      }),
  )
}

function link(
  scope: WordScope,
  url: string,
  nodes: Inline[],
  flow: TextFlow,
  look: RunLook,
): ParagraphChild[] {
  const { docx } = scope
  const plain = inlineRuns(scope, withoutLinks(nodes), flow, look)
  if (url.startsWith('#')) {
    const anchor = scope.bookmark(url.slice(1))
    if (anchor === undefined) return plain
    return [new docx.InternalHyperlink({ anchor, children: linked(scope, nodes, flow, look) })]
  }
  const target = linkTarget(url)
  if (target === undefined) return plain
  const children = linked(scope, nodes, flow, look)
  if (target.includes('&')) return linkField(scope, target, children)
  return [new docx.ExternalHyperlink({ link: target, children })]
}

function linked(scope: WordScope, nodes: Inline[], flow: TextFlow, look: RunLook): ParagraphChild[] {
  return inlineRuns(scope, withoutLinks(nodes), flow, { ...look, style: 'Hyperlink' })
}

function noteReference(scope: WordScope, number: number): ParagraphChild[] {
  const { docx } = scope
  const { first, shown } = scope.note(number)
  const id = `note_${shown}`
  if (first) return [new docx.Bookmark({ id, children: [new docx.FootnoteReferenceRun(shown)] })]
  const again = new docx.TextRun({ text: String(shown), superScript: true })
  return [new docx.InternalHyperlink({ anchor: id, children: [again] })]
}

/** The footnotes that were referred to, by the numbers that Word gives them; their words may hold no further notes. */
export function footnotes(
  scope: WordScope,
): Record<string, { children: InstanceType<WordScope['docx']['Paragraph']>[] }> {
  return Object.fromEntries(
    scope.notes.map((note, index) => {
      const flow = textFlow(plainText(note))
      const options: IParagraphOptions = {
        style: 'FootnoteText',
        ...(flow.dir === 'rtl' ? { bidirectional: true } : {}),
        children: [new scope.docx.TextRun(' '), ...inlineRuns(scope, withoutNotes(note), flow)],
      }
      return [String(index + 1), { children: [new scope.docx.Paragraph(options)] }]
    }),
  )
}
