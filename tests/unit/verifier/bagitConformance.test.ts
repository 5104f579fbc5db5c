import { describe, expect, it } from 'vitest'
import { type Bag, bagDeclaration, formatManifest, judgeBag } from '#verifier/bagit.ts'

/**
 * The cases of the Library of Congress's BagIt conformance suite, by its names, as bags with a SHA-256 manifest. Where
 * the suite lets pass what is refused here, a pack is held to more: it is written in one form, and read by many programs.
 */
const digest = 'ab'.repeat(32)
const other = 'cd'.repeat(32)
const line = (path: string, hash = digest) => `${hash}  ${path}\n`
const tags = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt']

interface Change {
  /** Files beside `data/hello.txt`, with the hash that they have. */
  files?: Record<string, string>
  without?: string[]
  manifest?: string
  tagManifest?: string
  declaration?: string
  info?: string
}

function bagWith(change: Change): Bag {
  const files = new Map(
    [...tags, 'tagmanifest-sha256.txt', 'data/hello.txt'].map((path) => [path, { sha256: digest, size: 5 }]),
  )
  for (const [path, sha256] of Object.entries(change.files ?? {})) files.set(path, { sha256, size: 5 })
  for (const path of change.without ?? []) files.delete(path)
  const payload = [...files.keys()].filter((path) => path.startsWith('data/'))
  const list = (paths: string[]) => formatManifest(paths.map((path) => ({ digest, path })))
  return {
    declaration: files.has('bagit.txt') ? (change.declaration ?? bagDeclaration) : undefined,
    manifest: change.manifest ?? list(payload),
    tagManifest: files.has('tagmanifest-sha256.txt') ? (change.tagManifest ?? list(tags)) : undefined,
    info: files.has('bag-info.txt')
      ? `${change.info ?? ''}Payload-Oxum: ${payload.length * 5}.${payload.length}\n`
      : undefined,
    files,
  }
}

const reasons = (change: Change) =>
  judgeBag(bagWith(change))
    .filter(({ outcome }) => outcome === 'bad')
    .map(({ message }) => message)

const hello = line('data/hello.txt')
const leaves = /does not stay in the folder/

describe('a bag that the conformance suite holds for valid passes', () => {
  it.each<[string, Change]>([
    ['basic-bag, basicBag', {}],
    ['bag-with-space', { files: { 'data/a b.txt': digest } }],
    [
      'bag-with-encoded-names',
      { files: { 'data/a\nb.txt': digest }, manifest: hello + line('data/a%0Ab.txt') },
    ],
    [
      'bag-with-escapable-characters',
      { files: { 'data/100%.txt': digest }, manifest: hello + line('data/100%25.txt') },
    ],
    [
      'bag-in-a-bag',
      {
        files: {
          'data/bag/bagit.txt': digest,
          'data/bag/manifest-sha256.txt': digest,
          'data/bag/data/x': digest,
        },
      },
    ],
    ['duplicate-metadata-entries', { info: 'Contact-Name: A\nContact-Name: B\n' }],
    ['uncommon-metadata-separators', { info: 'A:one\nB\t:\ttwo\nC:   three\n' }],
    ['made-with-md5sum-tools', { manifest: `${digest} *data/hello.txt\n` }],
  ])('%s', (_, change) => {
    expect(reasons(change)).toEqual([])
  })
})

describe('a bag that the conformance suite holds for invalid is bad, and says why', () => {
  it.each<[string, Change, RegExp]>([
    ['baginfo-missing-encoding', { declaration: 'BagIt-Version: 1.0\n' }, /declaration of the BagIt bag/],
    ['bom-in-bagit.txt', { declaration: `\ufeff${bagDeclaration}` }, /declaration of the BagIt bag/],
    [
      'bagit-with-invalid-whitespace',
      { declaration: bagDeclaration.replace(':', ' :') },
      /declaration of the BagIt bag/,
    ],
    [
      'invalid-version-number',
      { declaration: bagDeclaration.replace('1.0', '.97') },
      /declaration of the BagIt bag/,
    ],
    ['missing-bagit.txt', { without: ['bagit.txt'] }, /declaration of the BagIt bag/],
    ['missing-baginfo', { without: ['bag-info.txt'] }, /“bag-info.txt” is listed .* not in the pack/],
    ['corrupt-data-file', { files: { 'data/hello.txt': other } }, /“data\/hello.txt” is not the file/],
    ['corrupt-tag-file', { files: { 'bag-info.txt': other } }, /“bag-info.txt” is not the file/],
    [
      'extra-file-in-bag',
      { files: { 'data/bar': digest }, manifest: hello },
      /“data\/bar” is in the pack, but not listed/,
    ],
    [
      'missing-from-manifest',
      { files: { 'data/x.txt': digest }, manifest: hello },
      /“data\/x.txt” .* not listed/,
    ],
    [
      'same-filename-listed-twice-with-different-hashes',
      { manifest: hello + line('data/hello.txt', other) },
      /listed twice/,
    ],
    [
      'out-of-scope-file-paths-using-dot-notation',
      { manifest: hello + line('data/../../README.md') },
      leaves,
    ],
    ['out-of-scope-file-paths-using-absolute-path', { manifest: hello + line('/tmp/foo') }, leaves],
    ['out-of-scope-file-paths-using-shortcut', { manifest: hello + line('~/foo') }, leaves],
    ['out-of-scope-file-paths-using-shortcut-username', { manifest: hello + line('~root/foo') }, leaves],
    [
      'out-of-scope-file-paths-using-absolute-path (Windows)',
      { manifest: hello + line('C:\\Windows\\System32\\setx.exe') },
      leaves,
    ],
    [
      'out-of-scope-file-paths-using-unc',
      { manifest: hello + line('\\\\server\\Windows\\setx.exe') },
      leaves,
    ],
    [
      'out-of-scope-file-paths-using-shortcut (Windows)',
      { manifest: hello + line('%HomeDrive%\\setx.exe') },
      /percent sign|does not stay/,
    ],
    [
      'out-of-scope-file-paths-…-for-fetch',
      { files: { 'fetch.txt': digest } },
      /“fetch.txt” is a list of files that no pack has/,
    ],
  ])('%s', (_, change, reason) => {
    expect(reasons(change).join('\n')).toMatch(reason)
  })
})

describe('a bag that the conformance suite lets pass, or warns of, is bad as a pack', () => {
  it.each<[string, string, Change, RegExp]>([
    [
      'minimal-bag',
      'a pack has a description and a tag manifest',
      { without: ['tagmanifest-sha256.txt'] },
      /list of the files .* missing/,
    ],
    [
      'holey-bag, local-fetch',
      'a pack depends on nothing elsewhere',
      { files: { 'fetch.txt': digest } },
      /no pack has/,
    ],
    [
      'bag-with-leading-dot-slash-in-manifest, relative-path',
      'a path has one form',
      { manifest: line('./data/hello.txt') },
      leaves,
    ],
    [
      'same-filename-listed-twice-with-the-same-hash',
      'a file is listed once',
      { manifest: hello + hello },
      /listed twice/,
    ],
    [
      'duplicate-file-with-different-case',
      'one overwrites the other on some systems',
      { files: { 'data/HELLO.txt': digest } },
      /one file on some systems/,
    ],
    [
      'same-filename-listed-twice-with-different-normalization',
      'they are two names here',
      { files: { 'data/u\u0308': digest }, manifest: hello + line('data/ü') + line('data/u\u0308') },
      /another Unicode form/,
    ],
    [
      'filename-normalization',
      'they are two names here',
      { files: { 'data/u\u0308': digest }, manifest: hello + line('data/ü') },
      /another Unicode form/,
    ],
    [
      'special-system-files',
      'nothing is in a pack that is not listed',
      { files: { 'data/.DS_Store': digest }, manifest: hello },
      /not listed/,
    ],
    [
      'UTF-16-encoded-tag-files, ISO-8859-1-encoded-tag-files',
      'a pack is UTF-8',
      { declaration: bagDeclaration.replace('UTF-8', 'ISO-8859-1') },
      /declaration of the BagIt bag/,
    ],
    [
      'basic-bag-md5, basic-bag-sha512',
      'a manifest of another hash is not judged',
      {
        files: { 'manifest-sha512.txt': digest },
        tagManifest: [...tags, 'manifest-sha512.txt'].map((path) => line(path)).join(''),
      },
      /no pack has/,
    ],
  ])('%s, since %s', (_, _why, change, reason) => {
    expect(reasons(change).join('\n')).toMatch(reason)
  })
})
