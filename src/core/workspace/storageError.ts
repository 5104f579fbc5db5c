import { AfterwordError } from '#shared/errors.ts'

export const databaseDamaged =
  'The workspace’s database is damaged. Restore the workspace from a backup; what came later may still be read: close it, choose “Open a workspace”, then “Save what can be read”.'

const sentences: Record<string, [code: 'conflict' | 'corrupt' | 'locked' | 'not-found', message: string]> = {
  ENOSPC: ['conflict', 'The disk is full. Free some space and try again; nothing was changed.'],
  SQLITE_FULL: ['conflict', 'The disk is full. Free some space and try again; nothing was changed.'],
  EDQUOT: [
    'conflict',
    'Your share of the disk is used up. Free some space and try again; nothing was changed.',
  ],
  EROFS: ['conflict', 'The disk cannot be written to. Nothing was changed.'],
  SQLITE_READONLY: ['conflict', 'The workspace cannot be written to. Check the rights on its folder.'],
  EACCES: ['conflict', 'Afterword may not write there. Check the rights on the folder.'],
  EPERM: ['conflict', 'Afterword may not write there. Check the rights on the folder.'],
  SQLITE_CORRUPT: ['corrupt', databaseDamaged],
  SQLITE_NOTADB: ['corrupt', databaseDamaged],
  SQLITE_IOERR: [
    'corrupt',
    'The workspace’s database cannot be read or written. Check the disk; nothing was changed.',
  ],
  SQLITE_CANTOPEN: ['corrupt', 'The workspace’s database cannot be opened. Check that its folder is there.'],
  SQLITE_CONSTRAINT_FOREIGNKEY: [
    'not-found',
    'Something that this refers to is no longer there. Nothing was changed; look again and choose another.',
  ],
  SQLITE_BUSY: ['locked', 'Another program uses the workspace’s database. Close it and try again.'],
}

/** What a failure of the disk, or of the database, means for the user; undefined where it is something else. */
export function storageError(error: unknown): AfterwordError | undefined {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  const key = Object.keys(sentences).find((one) => code === one || code.startsWith(`${one}_`))
  const found = key ? sentences[key] : undefined
  return found && new AfterwordError(found[0], found[1])
}
