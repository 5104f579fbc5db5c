import { createHash } from 'node:crypto'
import { verifyLog } from '#core/auditLog/verify.ts'
import { checkEvidence } from '#core/evidence/check.ts'
import { openWorkspace, type Workspace } from '#core/workspace/workspace.ts'
import { lossSentence } from '#shared/domain/logLoss.ts'
import { passphrase } from './client.ts'
import { entriesOf } from './postMortems.ts'
import { anotherPassphrase } from './works.ts'

const quiet = { signal: new AbortController().signal, progress: () => {} }

/** How the workspace was found: faults are what must never be. */
export interface Found {
  faults: string[]
  events: number
  reviews: number
  /** Files that were lost or damaged, and leftovers of a crash that were removed. */
  missing: number
  damaged: number
  leftoversRemoved: number
}

/** Opens the workspace, with whichever passphrase holds, and holds all that must be true against what is there. */
export async function inspect(folder: string, secret = passphrase): Promise<Found> {
  const workspace = await openWorkspace(folder, secret, new Date()).catch((error) => {
    if (error.code !== 'not-allowed') throw error
    return openWorkspace(folder, anotherPassphrase, new Date())
  })
  try {
    const loss = workspace.loss ? [lossSentence(workspace.loss)] : []
    const log = await verifyLog(workspace)
    const evidence = await checkEvidence(workspace, quiet)
    const reviews = all<{ n: number }>(workspace, 'SELECT count(*) AS n FROM review')[0]!.n
    return {
      faults: [...loss, ...log.problems, ...faultsOf(workspace)],
      events: log.events,
      reviews,
      missing: evidence.missing.length,
      damaged: evidence.damaged.length,
      leftoversRemoved: evidence.leftoversRemoved,
    }
  } finally {
    await workspace.close()
  }
}

function all<T>(workspace: Workspace, sql: string): T[] {
  return workspace.database.prepare(sql).all() as T[]
}

/** Rows that contradict what always holds, each question with what its answer means. */
const contradictions: [string, string][] = [
  ['a review without sections', 'SELECT key FROM review WHERE id NOT IN (SELECT reviewId FROM section)'],
  [
    'a review that the log does not know',
    "SELECT key FROM review WHERE amendsId IS NULL AND 'review:' || id NOT IN (SELECT subject FROM auditSubject)",
  ],
  [
    'an imported review without its file',
    `SELECT name FROM imported WHERE NOT EXISTS (
       SELECT 1 FROM evidence WHERE evidence.reviewId = imported.reviewId AND evidence.sha256 = imported.sha256)`,
  ],
  [
    'an imported file that nothing tells of',
    `SELECT number FROM evidence WHERE source = 'Imported file' AND sha256 NOT IN (SELECT sha256 FROM imported)`,
  ],
  [
    'evidence that was not received exactly once',
    `SELECT number FROM evidence WHERE
       (SELECT count(*) FROM custody WHERE evidenceId = evidence.id AND kind = 'received') <> 1`,
  ],
  [
    'a stored file that no evidence is',
    'SELECT sha256 FROM blob WHERE sha256 NOT IN (SELECT sha256 FROM evidence)',
  ],
  [
    'a review whose approvals do not fit its state',
    `SELECT key, state FROM review WHERE
       (SELECT count(*) FROM approval WHERE reviewId = review.id AND voidedAt IS NULL) <>
       CASE state WHEN 'process-review' THEN 1 WHEN 'approved' THEN 2 WHEN 'sealed' THEN 2 ELSE 0 END`,
  ],
  [
    'an approval of another content',
    `SELECT review.key FROM approval JOIN review ON review.id = reviewId
       WHERE voidedAt IS NULL AND approval.contentSha256 IS NOT review.contentSha256`,
  ],
  [
    'a frozen content that does not fit the state',
    `SELECT key, state FROM review WHERE
       (frozenContent IS NULL) <> (state IN ('draft', 'in-session', 'written'))`,
  ],
  [
    'a sealed review without its pack',
    `SELECT key FROM review WHERE state = 'sealed' AND NOT EXISTS (
       SELECT 1 FROM exported WHERE reviewId = review.id AND sealed = 1 AND format = 'pack')`,
  ],
  [
    'a sealed pack of a review that is not sealed',
    `SELECT fileName FROM exported JOIN review ON review.id = reviewId WHERE sealed = 1 AND state <> 'sealed'`,
  ],
  [
    'an export that the log does not know',
    `SELECT fileName FROM exported WHERE NOT EXISTS (
       SELECT 1 FROM auditEvent WHERE method = 'exports.create' AND instr(payload, exported.packId))`,
  ],
]

function faultsOf(workspace: Workspace): string[] {
  const faults = contradictions.flatMap(([what, sql]) =>
    all(workspace, sql).map((row) => `${what}: ${JSON.stringify(row)}`),
  )
  const integrity = workspace.database.pragma('integrity_check') as { integrity_check: string }[]
  faults.push(...integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok'))
  if ((workspace.database.pragma('foreign_key_check') as unknown[]).length)
    faults.push('a foreign key points nowhere')
  return [...faults, ...unequalHashes(workspace), ...incompleteImports(workspace)]
}

function unequalHashes(workspace: Workspace): string[] {
  return all<{ key: string; frozenContent: string; contentSha256: string }>(
    workspace,
    'SELECT key, frozenContent, contentSha256 FROM review WHERE frozenContent IS NOT NULL',
  )
    .filter((one) => createHash('sha256').update(one.frozenContent).digest('hex') !== one.contentSha256)
    .map(({ key }) => `the frozen content of ${key} is not what its hash says`)
}

/** A generated post-mortem has so many timeline entries, two factors and one action: all of them, or it is not there. */
function incompleteImports(workspace: Workspace): string[] {
  const count = (table: string) => `(SELECT count(*) FROM ${table} WHERE reviewId = imported.reviewId)`
  return all<{ name: string; entries: number; factors: number; actions: number }>(
    workspace,
    `SELECT name, ${count('timelineEntry')} AS entries, ${count('factor')} AS factors, ${count('action')} AS actions
       FROM imported`,
  ).flatMap(({ name, entries, factors, actions }) => {
    const number = Number(/\d+/.exec(name)?.[0])
    return entries === entriesOf(number) && factors === 2 && actions === 1
      ? []
      : [`${name} was imported in part: ${entries} entries, ${factors} factors, ${actions} actions`]
  })
}
