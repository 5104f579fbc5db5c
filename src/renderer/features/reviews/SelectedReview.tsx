import { useQueryOf } from '../../data/queries.ts'
import { ReviewInspector } from './document/ReviewInspector.tsx'

/** The review that is selected in the list: its facts and what it still lacks, without opening it. */
export default function SelectedReview({ id, onClose }: { id: string; onClose: () => void }) {
  const review = useQueryOf('reviews.get', { id }, { keepPrevious: true })
  const readiness = useQueryOf('reviews.readiness', { reviewId: id }, { keepPrevious: true })
  if (!review.data) return null
  return (
    <ReviewInspector
      key={review.data.id}
      review={review.data}
      findings={readiness.data?.findings ?? []}
      onClose={onClose}
    />
  )
}
