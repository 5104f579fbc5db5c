import { actionsMethods } from './actions/methods.ts'
import { auditLogMethods } from './auditLog/methods.ts'
import { evidenceMethods } from './evidence/methods.ts'
import { exportsMethods } from './exports/methods.ts'
import { factorsMethods } from './factors/methods.ts'
import { identitiesMethods } from './identities/methods.ts'
import type { Handlers } from './implement.ts'
import { importsMethods } from './imports/methods.ts'
import { incidentsMethods } from './incidents/methods.ts'
import { jobsMethods } from './jobs/methods.ts'
import { peopleMethods } from './people/methods.ts'
import { reviewsMethods } from './reviews/methods.ts'
import { searchMethods } from './search/methods.ts'
import { sessionsMethods } from './sessions/methods.ts'
import { templatesMethods } from './templates/methods.ts'
import { timelineMethods } from './timeline/methods.ts'
import { verificationMethods } from './verification/methods.ts'
import { backupMethods } from './workspace/backupMethods.ts'
import { workspaceMethods } from './workspace/methods.ts'

/** Every method of the contract, by its name. */
export const handlers: Handlers = {
  ...workspaceMethods,
  ...peopleMethods,
  ...incidentsMethods,
  ...templatesMethods,
  ...reviewsMethods,
  ...timelineMethods,
  ...factorsMethods,
  ...actionsMethods,
  ...sessionsMethods,
  ...evidenceMethods,
  ...identitiesMethods,
  ...exportsMethods,
  ...verificationMethods,
  ...importsMethods,
  ...searchMethods,
  ...auditLogMethods,
  ...backupMethods,
  ...jobsMethods,
}
