import { describe, expect, it } from 'vitest'
import {
  type Bag,
  BagError,
  bagDeclaration,
  encodePath,
  formatBagInfo,
  formatManifest,
  judgeBag,
  parseBagInfo,
  parseManifest,
} from '#verifier/bagit.ts'

const digest = 'ab'.repeat(32)
const other = 'cd'.repeat(32)

describe('a BagIt manifest', () => {
  it.each([
    'data/a b.txt',
    'data/100%.txt',
    'data/line\nfeed\r.txt',
    'data/%0A.txt',
    'data/ü.txt',
    'data/u\u0308.txt',
  ])('keeps the path %j', (path) => {
    expect(parseManifest(formatManifest([{ digest, path }]), 'm')).toEqual([{ digest, path }])
  })

  it('encodes CR, LF and % alone', () => {
    expect(encodePath('data/a%\r\n b&ü.txt')).toBe('data/a%25%0D%0A b&ü.txt')
  })

  it('is read as others write it: capital hashes, tabs, CRLF, asterisks', () => {
    const text = `${digest.toUpperCase()}\tdata/a\r\n${other} *data/b\r\n`
    expect(parseManifest(text, 'm')).toEqual([
      { digest, path: 'data/a' },
      { digest: other, path: 'data/b' },
    ])
  })

  it.each([
    ['a short hash', `${digest.slice(2)}  data/a`, /line 1: this is not/],
    ['no path', digest, /line 1: this is not/],
    ['a file twice', `${digest}  data/a\n${digest}  data/a`, /line 2: “data\/a” is listed twice/],
    ['a file twice, once encoded', `${digest}  data/%0a\n${digest}  data/%0A`, /line 2: .* listed twice/],
    ['a percent sign', `${digest}  data/100%.txt`, /percent sign/],
    ['a path that leaves', `${digest}  data/../../a`, /does not stay/],
    ['an absolute path', `${digest}  /etc/passwd`, /does not stay/],
    ['a home folder', `${digest}  ~/a`, /does not stay/],
    ['a drive', `${digest}  C:/a`, /does not stay/],
    ['an empty line', `${digest}  data/a\n\n${digest}  data/b`, /line 2: this is not/],
  ])('with %s is refused', (_, text, reason) => {
    expect(() => parseManifest(text, 'm')).toThrow(BagError)
    expect(() => parseManifest(text, 'm')).toThrow(reason)
  })
})

describe('bag-info.txt', () => {
  it('keeps its fields, folds nothing, and reads what others folded', () => {
    const fields = [{ label: 'Source-Organization', value: 'A: B' }]
    expect(parseBagInfo(formatBagInfo(fields))).toEqual(fields)
    expect(formatBagInfo([{ label: 'A', value: 'one\nB: two' }])).toBe('A: one B: two\n')
    expect(parseBagInfo('A: one\n  two\nB :three\n')).toEqual([
      { label: 'A', value: 'one two' },
      { label: 'B', value: 'three' },
    ])
    expect(() => parseBagInfo('nothing')).toThrow('line 1')
  })
})

describe('a bag', () => {
  const files = new Map([
    ['bagit.txt', { sha256: digest, size: 55 }],
    ['bag-info.txt', { sha256: digest, size: 20 }],
    ['manifest-sha256.txt', { sha256: digest, size: 80 }],
    ['tagmanifest-sha256.txt', { sha256: digest, size: 200 }],
    ['data/a.txt', { sha256: digest, size: 5 }],
    ['data/b.txt', { sha256: digest, size: 6 }],
  ])
  const list = (...paths: string[]) => formatManifest(paths.map((path) => ({ digest, path })))
  const bag: Bag = {
    declaration: bagDeclaration,
    manifest: list('data/a.txt', 'data/b.txt'),
    tagManifest: list('bagit.txt', 'bag-info.txt', 'manifest-sha256.txt'),
    info: 'Payload-Oxum: 11.2\n',
    files,
  }
  const reasons = (changed: Partial<Bag>) =>
    judgeBag({ ...bag, ...changed })
      .filter(({ outcome }) => outcome === 'bad')
      .map(({ name, subject }) => `${name} ${subject}`)

  it('that is whole is good', () => {
    expect(judgeBag(bag).every(({ outcome }) => outcome === 'good')).toBe(true)
  })

  it.each<[string, Partial<Bag>, string[]]>([
    ['no declaration', { declaration: undefined }, ['bag.declaration bagit.txt']],
    [
      'another version',
      { declaration: bagDeclaration.replace('1.0', '0.97') },
      ['bag.declaration bagit.txt'],
    ],
    ['no manifest', { manifest: undefined }, ['bag.manifest manifest-sha256.txt']],
    ['a line removed', { manifest: list('data/a.txt') }, ['bag.unlisted data/b.txt']],
    [
      'a line too many',
      { manifest: list('data/a.txt', 'data/b.txt', 'data/c.txt') },
      ['bag.missing data/c.txt'],
    ],
    [
      'a tag file as payload',
      { manifest: `${bag.manifest}${list('bagit.txt')}` },
      ['bag.manifest bagit.txt'],
    ],
    [
      'another hash',
      { manifest: `${digest}  data/a.txt\n${other}  data/b.txt\n` },
      ['bag.digest data/b.txt'],
    ],
    [
      'a tag file unlisted',
      { tagManifest: list('bagit.txt', 'manifest-sha256.txt') },
      ['bag.unlisted bag-info.txt'],
    ],
    ['another Payload-Oxum', { info: 'Payload-Oxum: 12.2\n' }, ['bag.info bag-info.txt']],
    ['two of them', { info: 'Payload-Oxum: 11.2\nPayload-Oxum: 11.2\n' }, ['bag.info bag-info.txt']],
    [
      'names that differ in case',
      {
        files: new Map([...files, ['data/A.TXT', { sha256: digest, size: 0 }]]),
        manifest: list('data/a.txt', 'data/b.txt', 'data/A.TXT'),
        info: 'Payload-Oxum: 11.3',
      },
      ['bag.collision data/A.TXT'],
    ],
    [
      'names that differ in normalization',
      {
        files: new Map([
          ...files,
          ['data/ü', { sha256: digest, size: 0 }],
          ['data/u\u0308', { sha256: digest, size: 0 }],
        ]),
        manifest: list('data/a.txt', 'data/b.txt', 'data/ü', 'data/u\u0308'),
        info: 'Payload-Oxum: 11.4',
      },
      ['bag.collision data/u\u0308'],
    ],
  ])('with %s is bad and says so', (_, changed, expected) => {
    expect(reasons(changed)).toEqual(expected)
  })
})
