import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Output } from '#shared/contract/index.ts'
import { AfterwordError } from '#shared/errors.ts'
import { HeadFile } from '../head.ts'
import { readKeyFile, unwrapKey } from '../keyFile.ts'
import { type Lock, lockWorkspace } from '../lock.ts'
import { needEmpty } from '../restore.ts'
import { openDamaged } from './openDamaged.ts'
import { reportText } from './reportText.ts'
import { Rescued } from './rescued.ts'
import { writeEvidence } from './rescuedEvidence.ts'
import { writeActions, writeReviews, writeTables } from './rescuedFiles.ts'
import { logProblems } from './rescuedLog.ts'

export type SalvageResult = Output<'workspace.salvage'>

/**
 * Writes what can still be read of a workspace, damaged or not, into a folder that is new or empty, as files that need
 * no Afterword: decrypted. The workspace itself is only read. `report.md` in the folder says what is missing. An error
 * or a cancel leaves nothing behind.
 * @throws AfterwordError `conflict` for a folder that holds something, `not-allowed` for another passphrase, `locked`
 * where the workspace is open, `corrupt` where its key file is damaged: without it nothing can be decrypted.
 */
export async function salvageWorkspace(
  workspace: string,
  folder: string,
  passphrase: string,
  options: { now: Date; signal?: AbortSignal },
): Promise<SalvageResult> {
  const target = resolve(folder)
  const way = relative(resolve(workspace), target)
  if (way === '' || !(way.startsWith('..') || resolve(way) === way))
    throw new AfterwordError('conflict', 'Choose a folder outside the damaged workspace.')
  const file = await readKeyFile(workspace)
  await needEmpty(target, 'what is found')
  const key = await unwrapKey(file, passphrase)
  const lock = lockWhereWritable(workspace, options.now)
  const scratch = join(target, '.reading')
  try {
    await mkdir(scratch, { recursive: true, mode: 0o700 })
    const result = await write(workspace, target, key, scratch, options)
    await rm(scratch, { recursive: true, force: true })
    return result
  } catch (error) {
    await rm(target, { recursive: true, force: true })
    throw error
  } finally {
    key.fill(0)
    lock?.release()
  }
}

async function write(
  workspace: string,
  target: string,
  key: Buffer,
  scratch: string,
  { now, signal }: { now: Date; signal?: AbortSignal },
): Promise<SalvageResult> {
  const source = await openDamaged(workspace, key, scratch)
  const rescued = new Rescued(scratch, source)
  try {
    await rescued.readAll(signal)
    await writeTables(rescued, join(target, 'data'))
    const reviews = await writeReviews(rescued, join(target, 'reviews'))
    const actions = await writeActions(rescued, join(target, 'actions.csv'))
    const places = { from: workspace, key, to: join(target, 'evidence') }
    const evidence = await writeEvidence(rescued, places, signal)
    const tables = rescued.readings.map(
      ({ name, read, expected, unreadable, isOpenEnded, inPart, doubtful }) => ({
        name,
        read,
        lost: expected === undefined ? null : Math.max(0, expected - read),
        lostAtMost: isOpenEnded ? null : unreadable,
        inPart,
        doubtful,
        lostNames: expected === read ? [] : rescued.lostNames(name).slice(0, 1_000),
      }),
    )
    const log = {
      events: rescued.readings.find(({ name }) => name === 'auditEvent')?.read ?? 0,
      problems: logProblems(rescued, new HeadFile(workspace, key).read()),
    }
    const whole =
      !source.notes.length &&
      !log.problems.length &&
      !evidence.lost.length &&
      tables.every(({ lost, inPart, doubtful }) => lost === 0 && !inPart && !doubtful)
    const result = { path: target, whole, notes: source.notes, tables, log, reviews, actions, evidence }
    await writeFile(join(target, 'report.md'), reportText(result, { workspace, now }))
    return result
  } finally {
    rescued.close()
    source.strict?.close()
    source.lenient?.close()
  }
}

/** Nobody can write where nobody may: a disk that may only be read needs no lock. */
function lockWhereWritable(folder: string, now: Date): Lock | undefined {
  try {
    return lockWorkspace(folder, now)
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_IOERR|EROFS|EACCES|EPERM)/.test(code)) return undefined
    throw error
  }
}
