/**
 * node build/sbom.mjs [FILE]: the bill of materials of a package, CycloneDX 1.6 in JSON. What cyclonedx-npm finds in
 * package-lock.json is narrowed to what ships, so that it names neither the tools nor the tests.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { install } from './install.mjs'
import { shippedPackages } from './shipped.mjs'
import { modules, node24, root, runOrStop, stop } from './tools.mjs'

const pathProperty = 'cdx:npm:package:path'
const generator = join(modules, '@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js')
const options = ['--package-lock-only', '--flatten-components', '--output-reproducible']

/**
 * @param {string} file where to
 * @param {{platform?: string, arch?: string, electron?: string}} target `electron`: the version that is packed, where it
 *   is another than the one in package-lock.json
 */
export async function writeSbom(file, { platform, arch, electron } = {}) {
  const printed = await runOrStop(
    'Reading the bill of materials',
    node24,
    [generator, ...options, '--spec-version', '1.6', '--output-file', '-', join(root, 'package.json')],
    { quiet: true },
  )
  const bom = JSON.parse(printed.slice(printed.indexOf('{')))
  const places = new Set(shippedPackages(platform, arch).map(({ place }) => place))
  const placeOf = (component) => component.properties?.find(({ name }) => name === pathProperty)?.value
  const components = bom.components.filter((component) => places.has(placeOf(component)))
  const missing = [...places].filter((place) => !components.some((component) => placeOf(component) === place))
  if (missing.length > 0) stop(`The bill of materials lacks ${missing.join(', ')}.`)
  for (const component of components) {
    // What is bundled is a development dependency to npm; here it ships.
    component.scope = 'required'
    component.properties = component.properties.filter(({ name }) => name === pathProperty)
    if (component.name === 'electron' && electron) {
      component.purl = component.purl.replace(component.version, electron)
      component.version = electron
    }
  }
  const kept = new Set([
    bom.metadata.component['bom-ref'],
    ...components.map((component) => component['bom-ref']),
  ])
  const dependencies = bom.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({
      ref,
      ...(dependsOn && { dependsOn: dependsOn.filter((one) => kept.has(one)) }),
    }))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ ...bom, components, dependencies }, null, 2)}\n`)
  console.log(`Bill of materials with ${components.length} components in ${file}`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await install()
  await writeSbom(resolve(process.argv[2] ?? join(root, 'out/package/sbom.cdx.json')))
}
