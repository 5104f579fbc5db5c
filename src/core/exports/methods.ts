import { implement } from '../implement.ts'
import { gatheredAsSeen } from './asSeen.ts'
import { planned, startExport } from './create.ts'
import { findMissing } from './exhibits.ts'
import { gatherReview } from './gather.ts'
import { startPreview } from './preview.ts'
import { listExported } from './store.ts'
import { saveTimestampAuthority, timestampAuthority } from './timestamper.ts'
import { addTimestamp, timestampRequest } from './timestamps.ts'

export const exportsMethods = implement({
  'exports.preview': startPreview,
  async 'exports.plan'(call, input) {
    const { roles } = call.person
    const review = gatheredAsSeen(await gatherReview(call.read, input.reviewId), roles)
    const lost = await findMissing(call, review.content.exhibits)
    const plan = planned(call.person, review, { ...input, formats: ['pack'] }, lost)
    const { label, completeness, refused, sealRefused } = plan
    return { label, completeness, canSeal: sealRefused === null, refused }
  },
  'exports.create': startExport,
  'exports.list': (call, input) => listExported(call.read, input.reviewId),
  'exports.timestampRequest': timestampRequest,
  'exports.addTimestamp': addTimestamp,
  'exports.timestampAuthority': (call) => timestampAuthority(call.read),
  async 'exports.setTimestampAuthority'(call, input) {
    call.need('workspace.manage', 'change the time-stamping authority')
    await call.write(
      (tx, change) => {
        change.subjects.push('workspace')
        return saveTimestampAuthority(tx, input)
      },
      ['exports'],
      input,
    )
    return {}
  },
})
