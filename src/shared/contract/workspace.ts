import { z } from 'zod'
import { fileRef, id, instant, line, nothing, offeredFile, personRef, secret } from './common.ts'
import { command, query } from './method.ts'
import { role } from './people.ts'

/** What was found lost at the opening: the audit log ends before the event that was last written. */
const logLoss = z.strictObject({
  /** How many events; null where the log has another event in that one's place. */
  events: z.int().nullable(),
  since: instant.nullable(),
  until: instant,
  lastBackup: z.strictObject({ at: instant, file: z.string().nullable() }).nullable(),
})

const workspaceState = z.strictObject({
  /** The folder's path, for people to recognize. */
  path: z.string(),
  id,
  name: z.string(),
  encrypted: z.boolean(),
  person: z.strictObject({ ...personRef.shape, roles: z.array(role) }),
  loss: logLoss.nullable(),
})

const folder = z.strictObject({ path: z.string().min(1).max(4_000) })

export const workspaceContract = {
  'workspace.state': query(
    nothing,
    z.strictObject({ open: workspaceState.nullable(), revision: z.int(), version: z.string() }),
  ),
  'workspace.recent': query(
    nothing,
    z.array(z.strictObject({ path: z.string(), name: z.string(), openedAt: instant, present: z.boolean() })),
  ),
  /** A folder that a new workspace could be made in, proposed to the user. */
  'workspace.suggestFolder': query(z.strictObject({ name: z.string().max(300) }), folder),
  'workspace.create': command(
    z.strictObject({
      path: z.string().min(1).max(4_000),
      name: line,
      person: z.strictObject({ name: line, email: z.string().max(300).default('') }),
      passphrase: secret,
      /** The passphrase of the first person's signing key; the workspace's where it is left out. */
      signerPassphrase: secret.optional(),
    }),
    workspaceState,
  ),
  'workspace.open': command(
    z.strictObject({ path: z.string().min(1).max(4_000), passphrase: secret }),
    workspaceState,
  ),
  /** A copy of the sample that ships with Afterword, opened. Its people's passphrase is in the answer. */
  'workspace.openSample': command(
    nothing,
    z.strictObject({ ...workspaceState.shape, passphrase: z.string() }),
  ),
  'workspace.close': command(nothing, nothing),
  'workspace.forget': command(folder, nothing),
  /** Who acts from now on. A person with a signing key proves to be that person by its passphrase. */
  'workspace.actAs': command(
    z.strictObject({ personId: id, passphrase: secret.optional() }),
    z.strictObject({ person: z.strictObject({ ...personRef.shape, roles: z.array(role) }) }),
  ),
  'workspace.changePassphrase': command(
    z.strictObject({ passphrase: secret, newPassphrase: secret }),
    nothing,
  ),
  /** One file with everything, verified after writing; evidence whose stored file cannot be read is named. */
  'workspace.backup': command(nothing, z.strictObject({ file: offeredFile, missing: z.array(z.string()) })),
  'workspace.restore': command(
    z.strictObject({ file: fileRef, path: z.string().min(1).max(4_000), passphrase: secret }),
    folder,
  ),
  /** What can still be read of a damaged workspace, decrypted, into a folder that is new or empty. It is only read. */
  'workspace.salvage': command(
    z.strictObject({
      path: z.string().min(1).max(4_000),
      folder: z.string().min(1).max(4_000),
      passphrase: secret,
    }),
    z.strictObject({
      path: z.string(),
      /** Nothing is missing. */
      whole: z.boolean(),
      /** What is to be said of where this was read from. */
      notes: z.array(z.string()),
      tables: z.array(
        z.strictObject({
          name: z.string(),
          read: z.int(),
          /** Null where nothing tells how many there were. */
          lost: z.int().nullable(),
          /** By the places at which nothing can be read; null where the table's end is not known either. */
          lostAtMost: z.int().nullable(),
          /** Rows of which a part is missing, and rows from damaged pages. */
          inPart: z.int(),
          doubtful: z.int(),
          /** What an index still knows of the lost ones. */
          lostNames: z.array(z.string()),
        }),
      ),
      log: z.strictObject({ events: z.int(), problems: z.array(z.string()) }),
      reviews: z.int(),
      actions: z.int(),
      evidence: z.strictObject({ files: z.int(), lost: z.array(z.string()) }),
    }),
  ),
}
