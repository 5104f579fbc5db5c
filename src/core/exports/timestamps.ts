import { open, readFile, stat } from 'node:fs/promises'
import type { Input, Output } from '#shared/contract/index.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import type { ExchangedFile } from '../files.ts'
import { newId } from '../ids.ts'
import { addPackTimestamp, packSignatureDigest } from '../packs/packTimestamp.ts'
import { addOpcTimestamp, opcSignatureDigest } from '../signing/opc.ts'
import { addPdfTimestamp, pdfSignatureDigest } from '../signing/pades.ts'
import { createTimestampRequest, readTimestampResponse } from '../signing/timestamps.ts'
import type { Format } from './plan.ts'
import { findExported, recordExported } from './store.ts'
import { measure, WorkFiles } from './workFiles.ts'

const MAX_REPORT = 512 * 2 ** 20
const MAX_RESPONSE = 200_000

/** Writes the request that somebody carries to a time-stamping authority (RFC 3161, 2.4.1) for a signed file. */
export async function timestampRequest(
  call: Call,
  input: Input<'exports.timestampRequest'>,
): Promise<Output<'exports.timestampRequest'>> {
  call.need('packs.export', 'ask for time-stamps')
  const file = call.state.files.get(input.file)
  const digest = await digestOf(file)
  const { sha256 } = await measure(file.path)
  const exported = await findExported(call.read, sha256)
  const name = `${file.name}.tsq`
  const files = new WorkFiles(call.state.files)
  const path = await files.write(name, createTimestampRequest(digest))
  await call.write(async (_tx, change) => void change.subjects.push(...subjectsOf(exported)), ['auditLog'], {
    file: file.name,
    sha256,
    imprint: Buffer.from(digest).toString('hex'),
  })
  return { request: await call.state.files.offer(path, name) }
}

/**
 * A copy of a signed file with the authority's answer built into its signature, which is level B-T then. Throws
 * `invalid-input` for an answer to another request, or a refusal.
 */
export async function addTimestamp(
  call: Call,
  input: Input<'exports.addTimestamp'>,
): Promise<Output<'exports.addTimestamp'>> {
  call.need('packs.export', 'add time-stamps')
  const file = call.state.files.get(input.file)
  const response = call.state.files.get(input.response)
  if (response.size > MAX_RESPONSE) {
    throw new AfterwordError(
      'invalid-input',
      `${response.name} is too large to be the answer of an authority.`,
    )
  }
  const answer = new Uint8Array(await readFile(response.path))
  const token = readTimestampResponse(answer, { imprint: await digestOf(file) })
  const before = await findExported(call.read, (await measure(file.path)).sha256)
  const files = new WorkFiles(call.state.files)
  try {
    const path = await stamped(file, token, files)
    const { size, sha256 } = await measure(path)
    await call.write(
      async (tx, change) => {
        change.subjects.push(...subjectsOf(before))
        if (!before) return
        const { id: _, ...same } = before
        await recordExported(tx, [
          { ...same, id: newId(call.now()), size, sha256, at: call.at, level: 'B-T' },
        ])
      },
      ['exports', 'auditLog'],
      { file: file.name, before: before?.sha256 ?? null, size, sha256, level: 'B-T' },
    )
    return { file: await call.state.files.offer(path, file.name) }
  } catch (error) {
    await files.remove()
    throw error
  }
}

async function stamped(file: ExchangedFile, token: Uint8Array, files: WorkFiles): Promise<string> {
  const format = await formatOf(file)
  if (format === 'pack') {
    const path = await files.path(file.name)
    await addPackTimestamp(file.path, path, token)
    return path
  }
  const bytes = await readReport(file)
  const result = format === 'pdf' ? addPdfTimestamp(bytes, token) : await addOpcTimestamp(bytes, token)
  return files.write(file.name, result)
}

/** SHA-256 of the signature of a signed file. Throws `invalid-input` for a file without one. */
async function digestOf(file: ExchangedFile): Promise<Uint8Array> {
  const format = await formatOf(file)
  if (format === 'pack') return packSignatureDigest(file.path)
  const bytes = await readReport(file)
  return format === 'pdf' ? pdfSignatureDigest(bytes) : opcSignatureDigest(bytes)
}

/** What a file is, by its own first bytes; a Word document and a pack are both ZIP archives. */
async function formatOf({ path, name }: ExchangedFile): Promise<Format> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    const head = buffer.subarray(0, bytesRead).toString('latin1')
    // Before all else: an exhibit that is a PDF may stand in a pack's first bytes as well.
    if (head.startsWith('PK')) return head.includes('application/vnd.etsi.asic-e+zip') ? 'pack' : 'docx'
    if (head.includes('%PDF-')) return 'pdf'
  } finally {
    await file.close()
  }
  throw new AfterwordError('invalid-input', `${name} is neither a PDF, a Word document nor a pack.`)
}

async function readReport({ path, name }: ExchangedFile): Promise<Uint8Array> {
  if ((await stat(path)).size > MAX_REPORT) {
    throw new AfterwordError('invalid-input', `${name} is too large to be one of Afterword’s documents.`)
  }
  return new Uint8Array(await readFile(path))
}

function subjectsOf(exported: { reviewId: string } | undefined): string[] {
  return exported ? [`review:${exported.reviewId}`] : []
}
