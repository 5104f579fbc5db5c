import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { AfterwordError } from '#shared/errors.ts'

/**
 * The folder of a resource that ships with Afterword: below `AFTERWORD_RESOURCES` where that is set, else beside the code,
 * whether that is the source or a build.
 * @throws AfterwordError `not-found`
 */
export function resourceFolder(name: string, places: string[], proof: string, remedy: string): string {
  const candidates: string[] = []
  if (process.env.AFTERWORD_RESOURCES) candidates.push(join(process.env.AFTERWORD_RESOURCES, name))
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    candidates.push(...places.map((place) => join(folder, place)))
    if (dirname(folder) === folder) break
  }
  const found = candidates.find((candidate) => existsSync(join(candidate, proof)))
  if (!found)
    throw new AfterwordError('not-found', `The folder ${name} of Afterword’s resources is missing. ${remedy}`)
  return resolve(found)
}

/** Fonts with their licences, one folder a family. */
export function fontFolder(): string {
  return resourceFolder(
    'fonts',
    ['out/fonts', 'resources/fonts', 'fonts'],
    'inter/Inter_400Regular.ttf',
    'Collect the fonts with “node build/fonts.mjs”, or install Afterword again.',
  )
}

/** The Typst layout of documents. */
export function layoutFolder(): string {
  return resourceFolder('typst', ['resources/typst'], 'review.typ', 'Install Afterword again.')
}
