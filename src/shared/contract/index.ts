import type { z } from 'zod'
import { actionsContract } from './actions.ts'
import { auditLogContract } from './auditLog.ts'
import { evidenceContract } from './evidence.ts'
import { exportsContract } from './exports.ts'
import { factorsContract } from './factors.ts'
import { identitiesContract } from './identities.ts'
import { importsContract } from './imports.ts'
import { incidentsContract } from './incidents.ts'
import { jobsContract } from './jobs.ts'
import { peopleContract } from './people.ts'
import { reviewsContract } from './reviews.ts'
import { searchContract } from './search.ts'
import { sessionsContract } from './sessions.ts'
import { templatesContract } from './templates.ts'
import { timelineContract } from './timeline.ts'
import { verificationContract } from './verification.ts'
import { workspaceContract } from './workspace.ts'

/** Every method that a client can call. */
export const contract = {
  ...workspaceContract,
  ...peopleContract,
  ...incidentsContract,
  ...templatesContract,
  ...reviewsContract,
  ...timelineContract,
  ...factorsContract,
  ...actionsContract,
  ...sessionsContract,
  ...evidenceContract,
  ...identitiesContract,
  ...importsContract,
  ...exportsContract,
  ...verificationContract,
  ...searchContract,
  ...auditLogContract,
  ...jobsContract,
}

export type Contract = typeof contract
export type MethodName = keyof Contract
export type QueryName = { [M in MethodName]: Contract[M]['kind'] extends 'query' ? M : never }[MethodName]
/** What a caller passes: defaults may be left out. */
export type CallInput<M extends MethodName> = z.input<Contract[M]['input']>
/** What the method receives: parsed, with defaults filled in. */
export type Input<M extends MethodName> = z.output<Contract[M]['input']>
export type Output<M extends MethodName> = z.output<Contract[M]['output']>
