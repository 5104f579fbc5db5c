import { useDeferredValue, useState } from 'react'
import { Link } from 'react-aria-components'
import { EmptyPlace } from '../../components/EmptyPlace.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { TextField } from '../../components/TextField.tsx'
import { RoomHead } from '../../components/Toolbar.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { hrefOf } from '../../shell/routes.ts'
import { kindWords, partsOf, placeOfHit } from './hits.ts'
import './search.css'

/** Searches all that is written in the workspace. */
export default function SearchPage() {
  const [text, setText] = useState('')
  const typed = useDeferredValue(text.trim())
  const hits = useQueryOf(
    'search.find',
    { text: typed, limit: 100, typing: true },
    { enabled: typed.length > 1, keepPrevious: true },
  )
  const found = typed.length > 1 ? (hits.data ?? []) : []
  return (
    <div className="room">
      <RoomHead title="Search" count={typed.length > 1 ? found.length : undefined} />
      <div className="room-scroll stack">
        <div className="search-line">
          <TextField
            label="Search everything"
            hideLabel
            value={text}
            onChange={setText}
            type="search"
            placeholder="Words of a review, an incident, an action, a file"
            autoFocus
          />
        </div>
        <ErrorNote error={hits.error} />
        {typed.length < 2 && (
          <p className="quiet">
            Found by their words: reviews with their sections, timelines and factors, incidents, actions,
            evidence and people.
          </p>
        )}
        {hits.data && typed.length > 1 && found.length === 0 && (
          <EmptyPlace>Nothing in this workspace has these words.</EmptyPlace>
        )}
        <ul className="hits" aria-live="polite">
          {found.map((hit) => (
            <li key={`${hit.kind}-${hit.id}`}>
              <Link href={hrefOf(...placeOfHit(hit))} className="hit">
                <span className="hit-head">
                  <span className="faint small">{kindWords[hit.kind]}</span>
                  <span className="quiet">{hit.key}</span>
                  <strong>{hit.title}</strong>
                </span>
                <span className="hit-excerpt">
                  {partsOf(hit.excerpt).map((part) =>
                    part.found ? (
                      <mark key={part.at}>{part.text}</mark>
                    ) : (
                      <span key={part.at}>{part.text}</span>
                    ),
                  )}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
