/** What a package of Afterword holds of others, from package-lock.json and the imports of the interface. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './tools.mjs'

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** Typings and headers: packages ask for them, nothing of them runs or ships. */
export const isBuildOnly = (name) => /^(@types\/.+|undici-types|node-addon-api)$/.test(name)

const nameOf = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Where a package finds another one: in its own node_modules, else in those around it. */
function find(lock, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`
    if (lock[place]) return place
    if (!folder) return undefined
  }
}

/** The packages with everything they need, as places in package-lock.json. */
function closure(lock, names) {
  const places = new Set()
  const visit = (from, name, must) => {
    const place = find(lock, from, name)
    if (!place && must)
      throw new Error(`${from || 'Afterword'} needs ${name}, which package-lock.json has not`)
    if (!place || places.has(place)) return
    places.add(place)
    const { dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = lock[place]
    const { peerDependenciesMeta = {} } = lock[place]
    for (const needed of Object.keys(dependencies)) visit(place, needed, !(needed in optionalDependencies))
    for (const needed of Object.keys(optionalDependencies)) visit(place, needed, false)
    for (const needed of Object.keys(peerDependencies))
      if (!peerDependenciesMeta[needed]?.optional) visit(place, needed, false)
  }
  for (const name of names) visit('', name, true)
  return [...places].sort()
}

/** The packages that the bundles of the window, the preload and the verifier's page were made of. */
function bundledRoots(development) {
  const names = new Set()
  const wanted = /(?:from|import|import\()\s*['"]((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^'"]*)?['"]/g
  for (const layer of ['renderer', 'preload', 'verifier', 'shared'])
    for (const file of readdirSync(join(root, 'src', layer), { recursive: true, encoding: 'utf8' }))
      if (/\.(tsx?|css)$/.test(file))
        // Electron is there at run time, and its installer's own packages are not.
        for (const [, name] of readFileSync(join(root, 'src', layer, file), 'utf8').matchAll(wanted))
          if (name in development && name !== 'electron') names.add(name)
  return names
}

/**
 * Packages that stand in the application's own node_modules.
 * @param {string} platform as process.platform names it
 * @param {string} arch as process.arch names it
 * @returns {{name: string, place: string, version: string}[]}
 */
export function productionPackages(platform = process.platform, arch = process.arch) {
  const lock = readJson('package-lock.json').packages
  return described(lock, closure(lock, Object.keys(lock[''].dependencies)), platform, arch)
}

/**
 * Everything of others that ships: those packages, what is bundled into the interface, the fonts, and Electron itself.
 * @returns {{name: string, place: string, version: string}[]}
 */
export function shippedPackages(platform = process.platform, arch = process.arch) {
  const lock = readJson('package-lock.json').packages
  const { dependencies, devDependencies } = lock['']
  const fonts = Object.keys(devDependencies).filter((name) => name.startsWith('@expo-google-fonts/'))
  const places = closure(lock, [...Object.keys(dependencies), ...bundledRoots(devDependencies), ...fonts])
  const all = [...new Set([...places, find(lock, '', 'electron')])].sort()
  return described(lock, all, platform, arch).filter(({ name }) => !isBuildOnly(name))
}

function described(lock, places, platform, arch) {
  const fits = ({ os, cpu, libc }) =>
    (!os || os.includes(platform)) && (!cpu || cpu.includes(arch)) && (!libc || libc.includes('glibc'))
  return places
    .filter((place) => fits(lock[place]))
    .map((place) => {
      if (!existsSync(join(root, place))) throw new MissingPackage(nameOf(place), lock[place], platform, arch)
      return { name: nameOf(place), place, version: lock[place].version }
    })
}

/** The parts of another system are not installed here. */
class MissingPackage extends Error {
  constructor(name, { version }, platform, arch) {
    super(
      `${name} is not installed, which a package for ${platform}-${arch} needs. Make the package on such a computer, or install it beside: npm install --no-save --ignore-scripts --force ${name}@${version}`,
    )
  }
}
