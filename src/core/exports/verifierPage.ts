import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportResult } from '#shared/contract/exports.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { measure } from './workFiles.ts'

const name = 'verify.html'

/** The page with which a pack is checked without Afterword, to be kept beside it. Throws `not-found`. */
export async function offerVerifier(call: Call): Promise<ExportResult['files'][number]> {
  const { resources } = call.state.options
  // packed with the resources, or as it was built from the source
  for (const path of [join(resources, name), join(resources, '../out', name)]) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    )
    if (!isThere) continue
    const { sha256 } = await measure(path)
    return { format: 'verifier', sha256, file: await call.state.files.offer(path, name) }
  }
  throw new AfterwordError(
    'not-found',
    'The page verify.html is not among Afterword’s resources. Install Afterword again, or export without it.',
  )
}
