import type { Review } from '#shared/contract/reviews.ts'

/** Why nothing can be edited here, or what an edit undoes; nothing while the review is being written. */
export function EditNote({ review, also }: { review: Review; also?: string }) {
  if (review.readOnly)
    return (
      <p className="read-only">
        {review.readOnly} {also}
      </p>
    )
  if (review.state === 'approved')
    return (
      <p className="read-only">
        This review is approved. An edit takes it back to written, and its approvals no longer count.
      </p>
    )
  if (review.state === 'technical-validation' || review.state === 'process-review')
    return (
      <p className="read-only">
        This review waits for an approval. An edit takes it back to written, and what was approved no longer
        counts.
      </p>
    )
  return null
}
