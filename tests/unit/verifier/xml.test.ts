import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementsOf, readXml, XmlError } from '#verifier/xml.ts'
import { canonicalXml } from '#verifier/xml-canonical.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const nested = (levels: number, declared: number) =>
  Array.from({ length: levels }, (_, level) => {
    const names = Array.from({ length: declared }, (_, i) => `xmlns:p${level}_${i}="u"`)
    return `<a ${names.join(' ')}>`
  }).join('') + '</a>'.repeat(levels)
const canonical = (text: string) => new TextDecoder().decode(canonicalXml(readXml(bytes(text))))

describe('canonical XML', () => {
  it.each([
    ['empty elements get an end', '<a/>', '<a></a>'],
    ['attributes are sorted, with one kind of quote', `<a z='1' b = "2"/>`, '<a b="2" z="1"></a>'],
    [
      'attributes are sorted by namespace, then name; declarations come first',
      '<e a:y="1" b:x="2" z="3" xmlns:b="urn:b" xmlns:a="urn:z"/>',
      '<e xmlns:a="urn:z" xmlns:b="urn:b" z="3" b:x="2" a:y="1"></e>',
    ],
    [
      'a declaration that holds already is not repeated',
      '<a xmlns="u"><b xmlns="u"/></a>',
      '<a xmlns="u"><b></b></a>',
    ],
    [
      'a default namespace is taken back',
      '<a xmlns="u"><b xmlns=""/></a>',
      '<a xmlns="u"><b xmlns=""></b></a>',
    ],
    ['nothing is taken back that was not there', '<a xmlns=""><b/></a>', '<a><b></b></a>'],
    ['texts are escaped', '<a>&lt;&gt;&amp;&quot;&#13;&#x41;</a>', '<a>&lt;&gt;&amp;"&#xD;A</a>'],
    [
      'values are escaped',
      '<a b="&lt;&gt;&amp;&quot;&#9;&#10;&#13;"/>',
      '<a b="&lt;>&amp;&quot;&#x9;&#xA;&#xD;"></a>',
    ],
    ['line ends are one character', '<a>x\r\ny\rz</a>', '<a>x\ny\nz</a>'],
    ['white space in values is a space', '<a b="x\n\ty"/>', '<a b="x  y"></a>'],
    ['the declaration goes', '<?xml version="1.0" encoding="utf-8"?>\n<a/>\n', '<a></a>'],
  ])('%s', (_name, text, expected) => {
    expect(canonical(text)).toBe(expected)
  })

  it('of a part of a document has the namespaces that hold there', () => {
    const [inner] = elementsOf(readXml(bytes('<p:a xmlns:p="u" xmlns="v"><p:b><c/></p:b></p:a>')))
    expect(new TextDecoder().decode(canonicalXml(inner!))).toBe('<p:b xmlns="v" xmlns:p="u"><c></c></p:b>')
  })
})

describe('XML that could hide something, grow, or be read in two ways is refused', () => {
  it.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'],
    ['an entity from elsewhere', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['an entity without an end', '<a>&amp</a>'],
    ['an entity of an inherited name', '<a>&constructor;</a>'],
    ['a character that XML has not', '<a>&#0;</a>'],
    ['half a character', '<a>&#xD800;</a>'],
    ['a character beyond all', '<a>&#x110000;</a>'],
    ['a control character', '<a>\u0001</a>'],
    ['a comment', '<a><!-- b --></a>'],
    ['a comment at the end', '<a/><!-- b -->'],
    ['an instruction', '<a><?b?></a>'],
    ['CDATA', '<a><![CDATA[b]]></a>'],
    ['an end of CDATA', '<a>]]></a>'],
    ['two elements', '<a/><b/>'],
    ['a text behind the end', '<a/>b'],
    ['an element that is not closed', '<a><b></a>'],
    ['elements that cross', '<a><b></a></b>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute twice under two prefixes', '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>'],
    ['a declaration twice', '<a xmlns:p="u" xmlns:p="v"/>'],
    ['a prefix that is not declared', '<p:a/>'],
    ['a prefix taken back', '<a xmlns:p=""/>'],
    ['the prefix xml', '<a xml:base="u"/>'],
    ['the prefix xmlns', '<xmlns:a/>'],
    ['a reserved namespace', '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['attributes side by side', '<a b="1"c="2"/>'],
    ['an attribute cut off', '<a b="'],
    ['a tag cut off', '<a'],
    ['an end cut off', '<a></a'],
    ['another version', '<?xml version="1.1"?><a/>'],
    ['another encoding', '<?xml version="1.0" encoding="latin1"?><a/>'],
    ['too many namespaces', nested(3, 40)],
    ['too many levels', `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`],
    ['too many attributes', `<a ${Array.from({ length: 101 }, (_, i) => `b${i}="" `).join('')}/>`],
    ['too many elements', `<a>${'<b/>'.repeat(200_001)}</a>`],
  ])('%s', (_name, text) => {
    expect(() => readXml(bytes(text))).toThrow(XmlError)
  })

  it('bytes that are not UTF-8, and more than is read', () => {
    expect(() => readXml(Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e))).toThrow('not UTF-8')
    expect(() => readXml(new Uint8Array(17 * 2 ** 20))).toThrow('too large')
  })

  it('and what is read keeps its form when it is written and read again', () => {
    const piece = fc.constantFrom(
      ...[
        '<a>',
        '</a>',
        '<b c="d">',
        '</b>',
        '<a/>',
        '&amp;',
        '&#65;',
        '&',
        'x',
        ' ',
        '"',
        "'",
        '<',
        '>',
        '/',
        '=',
      ],
      ...[
        'xmlns="u"',
        ' xmlns:p="v"',
        '<p:a>',
        '</p:a>',
        '<!--',
        '-->',
        '<?',
        ']]>',
        '\r\n',
        '日',
        '\u0000',
        '<![CDATA[',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          const once = canonicalXml(readXml(bytes(pieces.join(''))))
          expect(canonicalXml(readXml(once))).toEqual(once)
        } catch (error) {
          expect(error).toBeInstanceOf(XmlError)
        }
      }),
      { numRuns: 5000 },
    )
  })

  it('in time that grows with its size alone', () => {
    const many = [
      `<a>${'&amp;'.repeat(500_000)}</a>`,
      `<a b="${' '.repeat(2_000_000)}"/>`,
      '<a '.repeat(500_000),
    ]
    for (const text of many) {
      try {
        readXml(bytes(text))
      } catch (error) {
        expect(error).toBeInstanceOf(XmlError)
      }
    }
  }, 5000)
})
