import { Suspense } from 'react'
import { later } from '../../components/later.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { useRoute } from '../../shell/routes.ts'
import { ReviewList } from './ReviewList.tsx'

const ReviewDocument = later(() => import('./document/ReviewDocument.tsx'))

/** The room of reviews: the list, or one of them. */
export default function Reviews() {
  const [, id] = useRoute()
  if (!id) return <ReviewList />
  return (
    <Suspense fallback={<Skeleton lines={8} />}>
      <ReviewDocument key={id} id={id} />
    </Suspense>
  )
}
