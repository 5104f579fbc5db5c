import type { ParagraphChild } from 'docx'
import type { WordScope } from './scope.ts'

/**
 * A link as a field (ECMA-376-1, 17.16.5.25) instead of a relationship. LibreOffice canonicalizes an address with `&` in
 * a relationship in its own way and then calls a sound signature invalid; in a field the address is plain text.
 */
export function linkField(
  { docx }: WordScope,
  address: string,
  children: readonly ParagraphChild[],
): ParagraphChild[] {
  class Attributes extends docx.XmlAttributeComponent<Record<string, string>> {}
  class Part extends docx.XmlComponent {
    constructor(name: string, attributes: Record<string, string>, text?: string) {
      super(name)
      this.root.push(new Attributes(attributes))
      if (text !== undefined) this.root.push(text)
    }
  }
  const mark = (type: string) => run(new Part('w:fldChar', { 'w:fldCharType': type }))
  // The library's runs take any component, though their type names only its own.
  const run = (part: Part) => new docx.Run({ children: [part as never] })
  const instruction = new Part('w:instrText', { 'xml:space': 'preserve' }, ` HYPERLINK "${address}" `)
  return [mark('begin'), run(instruction), mark('separate'), ...children, mark('end')]
}
