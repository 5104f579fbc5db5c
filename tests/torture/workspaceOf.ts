import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actAs, addMember, approve, type Member, submit, writtenReview } from '../core/team.ts'
import { passphrase, startClient } from './client.ts'

/** A workspace that a team has worked in, and who works in it; plain data, so that child processes can be told. */
export interface Built {
  /** All that this run writes stands below it. */
  folder: string
  workspace: string
  facilitator: Member
  lead: Member
  manager: Member
  /** A review that is being written, with evidence. */
  draft: string
  /** A written review without open findings, and one that is approved. */
  written: string
  approved: string
}

let template: Promise<Built> | undefined

/** A workspace of its own, below a folder that is new or given. */
export async function freshWorkspace(
  folder = mkdtempSync(join(tmpdir(), 'afterword-torture-')),
): Promise<Built> {
  template ??= buildWorkspace(mkdtempSync(join(tmpdir(), 'afterword-torture-')))
  const built = await template
  const workspace = join(folder, 'workspace')
  cpSync(built.workspace, workspace, { recursive: true })
  return { ...built, folder, workspace }
}

/** Removes what the fresh ones are copied from. */
export async function removeTemplate(): Promise<void> {
  if (template) rmSync((await template).folder, { recursive: true, force: true })
  template = undefined
}

async function buildWorkspace(folder: string): Promise<Built> {
  const workspace = join(folder, 'workspace')
  const client = await startClient(folder)
  const { person } = await client.call('workspace.create', {
    path: workspace,
    name: 'Nordlys Operations',
    person: { name: 'Dana Vogt', email: 'dana@example.org' },
    passphrase,
  })
  const app = { ...client, folder, clock: { now: new Date() }, refused: () => Promise.reject(new Error()) }
  const facilitator = { id: person.id, passphrase }
  const lead = await addMember(app, 'Lena Moreau', ['engineering-lead'])
  const manager = await addMember(app, 'Ivo Marsh', ['incident-manager'])
  const incident = await client.call('incidents.create', { title: 'Payments were slow' })
  const draft = await client.call('reviews.create', {
    incidentId: incident.id,
    templateId: 'blameless-standard',
    facilitatorId: person.id,
  })
  const written = await writtenReview(app, facilitator.id)
  const approved = await writtenReview(app, facilitator.id)
  mkdirSync(join(folder, 'given'))
  for (const [reviewId, size] of [
    [draft.id, 20_000],
    [approved.id, 700_000],
    [approved.id, 3_000],
  ] as const) {
    const path = join(folder, 'given', `${size}.bin`)
    writeFileSync(path, randomBytes(size))
    await client.call('evidence.add', { reviewId, file: await client.offer(path), source: 'The gateway' })
  }
  await submit(app, approved.id)
  await approve(app, approved.id, lead)
  await approve(app, approved.id, manager)
  await actAs(app, facilitator)
  await client.close()
  const reviews = { draft: draft.id, written: written.id, approved: approved.id }
  return { folder, workspace, facilitator, lead, manager, ...reviews }
}
