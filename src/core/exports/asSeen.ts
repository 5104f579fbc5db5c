import { maySee } from '#shared/domain/labels.ts'
import type { Role } from '#shared/domain/roles.ts'
import { contentAsSeen } from '../reviews/content.ts'
import type { GatheredReview } from './gather.ts'

/** What was gathered of a review as somebody with these roles sees it: for drafts and plans, not for what is signed. */
export function gatheredAsSeen<T extends GatheredReview>(gathered: T, roles: readonly Role[]): T {
  const content = contentAsSeen(gathered.content, roles)
  const hidden = new Set(
    content.exhibits.flatMap(({ label, number }) => (maySee(label, roles) ? [] : number)),
  )
  const custody = gathered.custody.map((event) =>
    hidden.has(event.exhibit) ? { ...event, note: '' } : event,
  )
  return { ...gathered, content, custody }
}
