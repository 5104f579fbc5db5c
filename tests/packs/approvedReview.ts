import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { ExportResult } from '#shared/contract/exports.ts'
import type { CallInput } from '#shared/contract/index.ts'
import type { Sensitivity } from '#shared/domain/reviewContent.ts'
import { type App, passphrase, startApp } from '../core/app.ts'
import { actAs, addMember, approve, type Member, submit, writtenReview } from '../core/team.ts'

export interface Approved {
  app: App & { personId: string }
  review: { id: string; key: string }
  facilitator: Member
  lead: Member
  manager: Member
  /** Evidence in the order of its numbers. */
  evidence: { id: string; number: string; sha256: string }[]
}

export interface Exhibit {
  name: string
  bytes: Uint8Array | string
  label?: Sensitivity
}

type Made = Omit<Approved, 'app'> & { folder: string; personId: string }

/** Workspaces that were made already, by what is in them: a copy is much quicker than another one. */
const made = new Map<string, Promise<Made>>()
const kept: App[] = []
afterAll(async () => {
  for (const app of kept) await app.close()
})

/** An approved review with evidence, in a workspace of its own; the incident manager acts, who may seal. */
export async function approvedReview(exhibits: Exhibit[], now?: Date): Promise<Approved> {
  const key = createHash('sha256')
    .update(JSON.stringify([now, exhibits.map((one) => ({ ...one, bytes: [...Buffer.from(one.bytes)] }))]))
    .digest('hex')
  if (!made.has(key)) made.set(key, makeApproved(exhibits, now))
  const { folder, personId, ...rest } = await made.get(key)!
  const app = await startApp()
  if (now) app.clock.now = now
  cpSync(join(folder, 'workspace'), join(app.folder, 'workspace'), { recursive: true })
  await app.call('workspace.open', { path: join(app.folder, 'workspace'), passphrase })
  await actAs(app, rest.manager)
  return { app: Object.assign(app, { personId }), ...rest }
}

async function makeApproved(exhibits: Exhibit[], now: Date | undefined): Promise<Made> {
  const app = await startApp()
  kept.push(app)
  if (now) app.clock.now = now
  const { person } = await app.call('workspace.create', {
    path: join(app.folder, 'workspace'),
    name: 'Nordlys Operations',
    person: { name: 'Dana Vogt', email: 'dana@example.org' },
    passphrase,
  })
  const facilitator = { id: person.id, passphrase }
  const lead = await addMember(app, 'Lena Moreau', ['engineering-lead'])
  const manager = await addMember(app, 'Ivo Marsh', ['incident-manager'])
  const review = await writtenReview(app, facilitator.id)
  const evidence = []
  for (const exhibit of exhibits) evidence.push(await addExhibit(app, review.id, exhibit))
  await submit(app, review.id)
  await approve(app, review.id, lead)
  await approve(app, review.id, manager)
  await app.call('workspace.close', {})
  return { folder: app.folder, personId: person.id, review, facilitator, lead, manager, evidence }
}

let count = 0

export async function addExhibit(app: App, reviewId: string, { name, bytes, label = 'internal' }: Exhibit) {
  const folder = join(app.folder, `incoming-${count++}`)
  mkdirSync(folder)
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const file = await app.core.files.offer(path)
  const { id, number, sha256 } = await app.call('evidence.add', {
    reviewId,
    file: file.ref,
    source: 'The gateway',
    label,
  })
  return { id, number, sha256 }
}

type Wishes = Omit<CallInput<'exports.create'>, 'reviewId' | 'passphrase'>

/** Exports as the incident manager; answers the result with the path of each file. */
export async function exportAs(
  { app, review, manager }: Approved,
  wishes: Wishes,
): Promise<ExportResult & { path(format: string): string }> {
  await actAs(app, manager)
  const input = { reviewId: review.id, passphrase: manager.passphrase, ...wishes }
  const result = (await app.job(await app.call('exports.create', input))) as ExportResult
  return Object.assign(result, {
    path(format: string) {
      const found = result.files.find((one) => one.format === format)
      if (!found) throw new Error(`there is no ${format} in the export`)
      return app.core.files.get(found.file.ref).path
    },
  })
}

export async function rootPem(app: App): Promise<string> {
  return (await app.call('identities.certificate', {})).pem
}
