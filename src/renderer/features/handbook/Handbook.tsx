import { ArrowRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-aria-components'
import { useCommands } from '../../commands/useCommands.ts'
import { MarkdownView } from '../../components/markdown/MarkdownView.tsx'
import { TopHeading } from '../../components/markdown/nodes.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { go, hrefOf, useRoute } from '../../shell/routes.ts'
import { findPages } from './findPages.ts'
import { pages } from './pages.ts'
import './handbook.css'

/** How Afterword works and what it does not prove, in plain words. */
export default function Handbook() {
  const [, id] = useRoute()
  const page = pages.find((one) => one.id === id) ?? pages[0]
  const [query, setQuery] = useState('')
  const found = findPages(pages, query)
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page begins at its top
  useEffect(() => {
    place.current?.scrollTo(0, 0)
  }, [page?.id])
  useCommands(
    () =>
      pages.map((one) => ({
        id: `handbook.${one.id}`,
        title: `Handbook: ${one.title}`,
        group: 'Handbook',
        run: () => go(['handbook', one.id]),
      })),
    [],
  )
  const next = page && pages[pages.indexOf(page) + 1]
  return (
    <div className="handbook">
      <nav className="handbook-pages" aria-label="Pages of the handbook">
        <h1>Handbook</h1>
        <SearchField label="Search the handbook" value={query} onChange={setQuery} />
        <p className="visually-hidden" role="status">
          {query && `${found.length} of ${pages.length} pages`}
        </p>
        <ol>
          {found.map(({ page: one, line }) => (
            <li key={one.id}>
              <Link
                href={hrefOf('handbook', one.id)}
                className="handbook-entry"
                aria-current={one.id === page?.id ? 'page' : undefined}
              >
                {one.title}
                {query && line && <span className="handbook-found">{line}</span>}
              </Link>
            </li>
          ))}
        </ol>
        {found.length === 0 && <p className="handbook-none">No page has all of these words.</p>}
      </nav>
      <div className="handbook-place" ref={place}>
        {page && (
          <article className="handbook-page" aria-labelledby="handbook-title">
            <h2 id="handbook-title">{page.title}</h2>
            <TopHeading value={3}>
              <MarkdownView markdown={page.markdown} />
            </TopHeading>
            {next && (
              <p className="handbook-next">
                <Link href={hrefOf('handbook', next.id)}>
                  {next.title}
                  <ArrowRight size={14} aria-hidden />
                </Link>
              </p>
            )}
          </article>
        )}
      </div>
    </div>
  )
}
