import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CallInput } from '#shared/contract/index.ts'
import type { Role } from '#shared/domain/roles.ts'
import { type App, passphrase, startWorkspace } from '../app.ts'

/** A workspace with one review in it, and hands for its evidence. */
export interface World extends App {
  personId: string
  reviewId: string
  reviewKey: string
  workspaceFolder: string
  /** Writes a file as a user would have it. */
  file(name: string, content: string | Uint8Array): string
  /** Adds it as evidence of the review. */
  add(
    path: string,
    more?: Partial<CallInput<'evidence.add'>>,
  ): Promise<{ id: string; number: string; sha256: string; known: boolean; version: number }>
  /** Adds a person and acts as them. */
  actAs(name: string, roles: Role[]): Promise<string>
  /** Files below the workspace's evidence folder. */
  stored(): string[]
  /** Goes on with a new review, the first person and the first time, on the same workspace. */
  anew(): Promise<void>
}

export async function startWorld(): Promise<World> {
  const app = await startWorkspace()
  const review = await newReview(app)
  const inbox = join(app.folder, 'inbox')
  mkdirSync(inbox)
  const start = app.clock.now
  const workspaceFolder = join(app.folder, 'workspace')
  const world: World = Object.assign(app, {
    reviewId: review.id,
    reviewKey: review.key,
    workspaceFolder,
    file(name: string, content: string | Uint8Array) {
      const path = join(inbox, name)
      writeFileSync(path, content)
      return path
    },
    async add(path: string, more: Partial<CallInput<'evidence.add'>> = {}) {
      const { ref } = await app.core.files.offer(path)
      return app.call('evidence.add', { reviewId: world.reviewId, file: ref, ...more })
    },
    async actAs(name: string, roles: Role[]) {
      await app.call('workspace.actAs', { personId: app.personId, passphrase })
      const { id } = await app.call('people.create', { name, roles })
      await app.call('workspace.actAs', { personId: id })
      return id
    },
    stored: () =>
      readdirSync(join(workspaceFolder, 'evidence'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(workspaceFolder.length + 1)),
    async anew() {
      app.clock.now = start
      await app.call('workspace.actAs', { personId: app.personId, passphrase })
      const { id, key } = await newReview(app)
      Object.assign(world, { reviewId: id, reviewKey: key })
    },
  })
  return world
}

export async function newReview(app: App): Promise<{ id: string; key: string; version: number }> {
  const incident = await app.call('incidents.create', { title: 'Payments were slow' })
  return app.call('reviews.create', { incidentId: incident.id, templateId: 'blameless-standard' })
}
