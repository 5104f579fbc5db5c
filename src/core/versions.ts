import { AfterwordError } from '#shared/errors.ts'

/** What people write, and so can compare; what the workspace keeps beside it is no part of a conflict. */
const written = new Set(
  `title name email roles description active memberIds teamId label state severity times impact markdown text time
   source isKey detail category criterion ownerId dueOn priority facilitatorId scribeId attendeeIds notes decisions
   parkingLot effectiveFrom effectiveTo evidenceIds`.split(/\s+/),
)

/**
 * Holds what a command saw against what is there.
 * @throws AfterwordError `not-found` where it is gone, `conflict` with the newer text where somebody else was faster.
 */
export function current<T extends { version: number }>(
  row: T | undefined,
  version: number | undefined,
  what: string,
): T {
  if (!row) throw new AfterwordError('not-found', `This ${what} is no longer there.`)
  if (version !== undefined && row.version !== version) {
    const theirs = Object.fromEntries(Object.entries(row).filter(([column]) => written.has(column)))
    throw new AfterwordError(
      'conflict',
      `This ${what} was changed in the meantime. Look at both versions and decide which one stays.`,
      { version: row.version, current: theirs },
    )
  }
  return row
}

/** Leaves out what a command did not name, so that it stays as it is. */
export function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
}
