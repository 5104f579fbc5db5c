/**
 * node build/licences.mjs [FILE]: collects the licences of everything of others that ships into one text file. Stops at a
 * licence that is not on the list below, or that nobody declared.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { install } from './install.mjs'
import { shippedPackages } from './shipped.mjs'
import { root, stop } from './tools.mjs'

/** Licences that let Afterword be passed on, with their text, under its own. SPDX identifiers. */
const accepted = new Set([
  ...[
    '0BSD',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'CC0-1.0',
    'ISC',
    'MIT',
    'MIT-0',
  ],
  ...['OFL-1.1', 'Unlicense', 'Zlib'],
])

/**
 * Whether an SPDX expression can be met with accepted licences alone: one side of each OR, both sides of each AND.
 * What is no such expression is not accepted.
 */
export function isAccepted(expression) {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? []
  let at = 0
  const one = () => {
    if (tokens[at] !== '(') return accepted.has(tokens[at++] ?? '')
    at++
    const inner = either()
    return tokens[at++] === ')' && inner
  }
  const all = () => {
    let good = one()
    while (tokens[at] === 'AND') {
      at++
      good = one() && good
    }
    return good
  }
  function either() {
    let good = all()
    while (tokens[at] === 'OR') {
      at++
      good = all() || good
    }
    return good
  }
  const good = either()
  return good && at === tokens.length
}

/** What a package.json declares, in its present form or the one of old. */
function declared({ license, licenses }) {
  if (typeof license === 'string') return license
  if (typeof license?.type === 'string') return license.type
  return Array.isArray(licenses) ? licenses.map(({ type }) => type).join(' OR ') : ''
}

const texts = /^(licen[cs]e|copying|notice|unlicen[cs]e)/i

/** The package's own texts; where it has none, the standard text, under the names of its authors. */
function textOf(folder, manifest, licence) {
  const files = readdirSync(folder)
    .filter((name) => texts.test(name))
    .sort()
  if (files.length > 0)
    return files
      .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
      .join('\n\n')
  const holders = [manifest.author, ...(manifest.contributors ?? [])]
    .map((person) => (typeof person === 'string' ? person : person?.name))
    .filter(Boolean)
  const standard = join(root, 'build/licences', `${licence}.txt`)
  if (!existsSync(standard)) return undefined
  return `(The package brings no text of its licence; this is the standard one.)\n\n${
    holders.length > 0 ? `Copyright (c) ${holders.join(', ')}\n\n` : ''
  }${readFileSync(standard, 'utf8').trim()}`
}

/**
 * @param {{name: string, place: string, version: string}[]} packages
 * @returns {{text: string, refused: string[]}} the collected file, and the packages that cannot be passed on
 */
export function collectLicences(packages) {
  const groups = new Map()
  const refused = []
  for (const { name, place, version } of packages) {
    const folder = join(root, place)
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const licence = declared(manifest)
    const text = isAccepted(licence) ? textOf(folder, manifest, licence) : undefined
    if (text === undefined) {
      const why = !licence
        ? 'no licence declared'
        : isAccepted(licence)
          ? `${licence}, without its text`
          : licence
      refused.push(`${name} ${version}: ${why}`)
      continue
    }
    const alias = manifest.name === name ? '' : ` (${manifest.name})`
    const group = groups.get(text) ?? { text, names: [] }
    group.names.push(`${name}${alias} ${version}: ${licence}`)
    groups.set(text, group)
  }
  const line = '='.repeat(100)
  const parts = [...groups.values()].map(({ names, text }) => `${line}\n${names.join('\n')}\n\n${text}\n`)
  const head = `What Afterword holds of others, and the licences under which they let it be passed on. The licences of what is
built into Electron stand beside the program, in LICENSES.chromium.html.\n\n`
  return { text: head + parts.join('\n'), refused }
}

/** Writes the file; ends the process where a licence is not accepted. */
export function writeLicences(file, platform, arch) {
  const packages = shippedPackages(platform, arch)
  const { text, refused } = collectLicences(packages)
  if (refused.length > 0) stop(`These cannot be passed on with Afterword:\n  ${refused.join('\n  ')}`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  console.log(`Licences of ${packages.length} packages in ${file}`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await install()
  writeLicences(resolve(process.argv[2] ?? join(root, 'out/package/THIRD-PARTY-LICENCES.txt')))
}
