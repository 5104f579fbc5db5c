import { openFileSource } from '#core/packs/fileSource.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { ByteSource } from '#verifier/byteSource.ts'
import { readZip, ZipError } from '#verifier/zip.ts'
import { type Command, option } from '../command.ts'
import { print, printJson } from '../output.ts'
import { withWorkspace } from '../session.ts'

const MAX_NOTE = 10_000
const inPack = 'data/audit-log/checkpoint.txt'

export const auditVerify: Command = {
  usage: 'WORKSPACE [--checkpoint FILE]',
  about: 'reads the whole audit log and names what was altered, removed, reordered or hidden',
  words: [1, 1],
  options: { checkpoint: { type: 'string' } },
  run: (context) =>
    withWorkspace(context, async ({ session }) => {
      const file = option(context, 'checkpoint')
      const checkpoint = file === undefined ? '' : await readCheckpoint(file)
      const found = await session.call('auditLog.verify', { checkpoint })
      if (context.json) printJson(found)
      else if (found.good) print(`The audit log is whole: ${found.events} events, root ${found.root}.`)
      else
        print(
          ['The audit log does not hold.', ...found.problems.map((problem) => `  - ${problem}`)].join('\n'),
        )
      return found.good ? 0 : 1
    }),
}

/** A state of the log that was kept elsewhere: its signed note, or a pack that has it. */
async function readCheckpoint(path: string): Promise<string> {
  const source = await openFileSource(path).catch(() => {
    throw new AfterwordError('not-found', `The file ${path} (--checkpoint) cannot be read.`)
  })
  try {
    const bytes = await source.read(0, Math.min(source.size, MAX_NOTE))
    const isPack = bytes[0] === 0x50 && bytes[1] === 0x4b
    const note = isPack ? await noteInPack(source) : bytes
    if (note && note.length > 0) return Buffer.from(note).toString('utf8')
  } catch (error) {
    if (!(error instanceof ZipError)) throw error
  } finally {
    await source.close()
  }
  throw new AfterwordError(
    'invalid-input',
    `The file ${path} (--checkpoint) is neither a checkpoint of an audit log nor a pack with one.`,
  )
}

async function noteInPack(source: ByteSource): Promise<Uint8Array | undefined> {
  const zip = await readZip(source)
  const entry = zip.entries.find(({ name }) => name === inPack)
  return entry && zip.readAll(entry, MAX_NOTE)
}
