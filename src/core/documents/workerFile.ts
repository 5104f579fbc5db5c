import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AfterwordError } from '#shared/errors.ts'

/**
 * The file of a worker thread by its name: beside the source, or, in a build, beside the entries.
 * @throws AfterwordError `internal`
 */
export function workerFile(name: string, here: string): string {
  const places = [join(here, `${name}.ts`), join(here, `${name}.js`), join(dirname(here), `${name}.js`)]
  const found = places.find((place) => existsSync(place))
  if (!found)
    throw new AfterwordError('internal', `A part of Afterword (${name}) is missing. Install it again.`)
  return found
}
