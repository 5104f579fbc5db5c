import { Link } from 'react-aria-components'
import type { Review } from '#shared/contract/reviews.ts'
import { hrefOf } from '../../../shell/routes.ts'

/** The way to each section, below their entry; what is still to be written is marked. */
export function SectionLinks({ review, current }: { review: Review; current: string | undefined }) {
  return (
    <ul className="outline-sections">
      {review.sections.map((section) => {
        const missing = !review.readOnly && section.required && !section.markdown.trim()
        return (
          <li key={section.id}>
            <Link
              href={hrefOf('reviews', review.id, 'sections', section.id)}
              className="outline-section"
              aria-current={section.id === current ? 'location' : undefined}
            >
              <span className="truncate" title={section.title}>
                {section.title}
              </span>
              {missing && (
                <span className="outline-missing">
                  <span className="visually-hidden">, to be written</span>
                </span>
              )}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
