import { formatLogKey } from '#verifier/checkpoint.ts'
import { implement } from '../implement.ts'
import { signLogState } from '../packs/logState.ts'
import { sha256 } from '../packs/sha256.ts'
import { listEvents } from './list.ts'
import { verifyLog } from './verify.ts'

export const auditLogMethods = implement({
  'auditLog.list': (call, input) => listEvents(call.read, input, call.person.roles),
  async 'auditLog.verify'(call, { checkpoint }) {
    const report = await verifyLog(call.workspace, checkpoint)
    return { good: report.problems.length === 0, ...report }
  },
  async 'auditLog.checkpoint'(call) {
    const { checkpoint, logKey, tree } = await signLogState(call.workspace)
    return { note: checkpoint, key: formatLogKey(sha256, logKey), size: tree.size }
  },
})
