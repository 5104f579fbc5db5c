/**
 * node build/package.mjs [--linux] [--win] [--mac] [--dir] [--arch x64|arm64] [--out FOLDER]
 * Makes packages of the desktop application, for this system where none is named; with --dir, the unpacked folder alone.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { writeIcons } from './icons.mjs'
import { build, install } from './install.mjs'
import { writeLicences } from './licences.mjs'
import { writeSbom } from './sbom.mjs'
import { isBuildOnly, productionPackages } from './shipped.mjs'
import { modules, node24, root, runOrStop, stop } from './tools.mjs'

const platforms = { linux: 'linux', win: 'win32', mac: 'darwin' }
/** Of package.json, what the packed application keeps. */
const shippedFields = [
  ...['name', 'productName', 'version', 'description', 'license', 'author', 'homepage'],
  ...['type', 'main', 'dependencies'],
]
const asked = askedFor()
const targets = Object.keys(platforms).filter((name) => asked[name])
if (targets.length === 0)
  targets.push(...Object.keys(platforms).filter((name) => platforms[name] === process.platform))

await install()
if (targets.includes('linux') && !asked.dir && !asked.maintainer)
  console.log('No deb is made: it has to name who maintains it (--maintainer, --homepage).')
// A refusal comes before the long work.
for (const target of targets) available(platforms[target])
await build()
for (const target of targets) await makePackage(target, platforms[target])

async function makePackage(target, platform) {
  const work = join(root, 'out/package')
  const application = join(work, 'app')
  rmSync(work, { recursive: true, force: true })
  const runtime =
    platform === process.platform && asked.arch === process.arch ? unpackedElectron() : undefined
  stage(application, available(platform))
  writeLicences(join(work, 'THIRD-PARTY-LICENCES.txt'), platform, asked.arch)
  await writeSbom(join(work, 'sbom.cdx.json'), { platform, arch: asked.arch, electron: runtime?.version })
  writeIcons(join(work, 'icons'))
  const settings = {
    'directories.app': application,
    'directories.output': resolve(asked.out),
    ...(asked.maintainer && {
      'extraMetadata.homepage': asked.homepage,
      'linux.maintainer': asked.maintainer,
    }),
    ...(runtime && { electronDist: runtime.folder, electronVersion: runtime.version }),
  }
  await runOrStop(`Packing for ${platform}-${asked.arch}`, node24, [
    join(modules, 'electron-builder/cli.js'),
    ...['--config', join(root, 'build/electron-builder.yml'), '--publish', 'never'],
    ...[`--${target}`, ...formats(target), `--${asked.arch}`],
    ...Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`),
  ])
  rmSync(application, { recursive: true })
}

/** What electron-builder is to make; nothing where the configuration says it. */
function formats(target) {
  if (asked.dir) return ['dir']
  return target === 'linux' && asked.maintainer ? ['AppImage', 'deb'] : []
}

function askedFor() {
  try {
    const { values } = parseArgs({
      options: {
        ...Object.fromEntries(Object.keys(platforms).map((name) => [name, { type: 'boolean' }])),
        dir: { type: 'boolean', default: false },
        arch: { type: 'string', default: process.arch },
        out: { type: 'string', default: join(root, 'dist') },
        maintainer: { type: 'string' },
        homepage: { type: 'string' },
      },
    })
    const { arch, maintainer, homepage } = values
    const isNamed =
      maintainer === undefined && homepage === undefined
        ? true
        : /^[^<>]+ <[^<>@\s]+@[^<>@\s]+>$/.test(maintainer ?? '') && URL.canParse(homepage ?? '')
    if (['x64', 'arm64'].includes(arch) && isNamed) return values
  } catch {
    // What is asked for is none of these.
  }
  stop(
    [
      'usage: node build/package.mjs [--linux] [--win] [--mac] [--dir] [--arch x64|arm64] [--out FOLDER]',
      '         [--maintainer "NAME <ADDRESS>" --homepage URL]   a deb has to have both',
    ].join('\n'),
  )
}

function available(platform) {
  try {
    return productionPackages(platform, asked.arch)
  } catch (error) {
    stop(error.message)
  }
}

/** An Electron that is unpacked already and need not be fetched. Another version will do for a trial alone. */
function unpackedElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(modules, 'electron/dist')
  if (!existsSync(join(folder, 'version'))) return undefined
  const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
  const { version: meant } = JSON.parse(readFileSync(join(modules, 'electron/package.json'), 'utf8'))
  if (version !== meant && !asked.dir)
    stop(
      `The Electron in ${folder} is ${version}; packages to pass on are made with ${meant}. Unset ELECTRON_OVERRIDE_DIST_PATH, or make the folder alone (--dir).`,
    )
  return { folder, version }
}

/** A folder with the built application and the packages it runs on, as if nothing else had ever been installed. */
function stage(folder, packages) {
  mkdirSync(folder, { recursive: true })
  const all = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const manifest = Object.fromEntries(
    shippedFields.filter((name) => name in all).map((name) => [name, all[name]]),
  )
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  for (const part of ['main', 'preload', 'renderer'])
    cpSync(join(root, 'out', part), join(folder, 'out', part), { recursive: true })
  for (const { name, place } of packages)
    cpSync(join(root, place), join(folder, place), {
      recursive: true,
      // Packages within have a place of their own; of what never ships, npm asks for the manifest alone.
      filter: (path) =>
        basename(path) !== 'node_modules' && (!isBuildOnly(name) || !/\.(ts|h|md)$/.test(path)),
    })
}
