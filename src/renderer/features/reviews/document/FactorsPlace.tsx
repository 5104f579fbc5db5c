import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Factor } from '#shared/contract/factors.ts'
import { useCommands } from '../../../commands/useCommands.ts'
import { Button } from '../../../components/Button.tsx'
import { EmptyPlace } from '../../../components/EmptyPlace.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { Menu } from '../../../components/Menu.tsx'
import { say, sayFailure } from '../../../components/quietStatus.ts'
import { asFailure, call } from '../../../data/call.ts'
import { useQueryOf } from '../../../data/queries.ts'
import { FactorForm } from './factors/FactorForm.tsx'
import { useTaxonomy } from './factors/useTaxonomy.ts'
import type { PlaceProps } from './places.tsx'
import './factors/factors.css'

function intoView(element: HTMLElement | null) {
  element?.scrollIntoView({ block: 'nearest' })
}

const failed = (error: unknown) => sayFailure(asFailure(error).message)

/** The conditions that had to come together: several, none of them a person, none of them the only one. */
export default function FactorsPlace({ review, part }: PlaceProps) {
  const list = useQueryOf('factors.list', { reviewId: review.id })
  const taxonomy = useTaxonomy()
  const factors = list.data ?? []
  const [adding, setAdding] = useState<string | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const readOnly = Boolean(review.readOnly)
  const nameOf = (category: string) => taxonomy.find((entry) => entry.id === category)?.name ?? category
  const open = taxonomy.filter((entry) => !factors.some((factor) => factor.category === entry.id))
  const start = (category: string) => {
    setEditing(null)
    setAdding(category)
  }
  const first = taxonomy[0]?.id ?? 'other'
  useCommands(
    () =>
      readOnly
        ? []
        : [{ id: 'factors.add', title: 'Add a factor', group: 'Review', keys: 'N', run: () => start(first) }],
    [readOnly, first],
  )
  const remove = ({ id, version, category, title, detail, evidenceIds }: Factor) => {
    const undo = () =>
      void call('factors.add', { reviewId: review.id, category, title, detail, evidenceIds }).catch(failed)
    call('factors.remove', { id, version }).then(() => say('The factor was removed', undo), failed)
  }
  return (
    <div className="factors">
      <div className="place-head">
        <h2>Contributing factors</h2>
        {!readOnly && (
          <Button icon={<Plus aria-hidden />} onPress={() => start(first)}>
            Add factor
          </Button>
        )}
      </div>
      {review.readOnly && <p className="read-only">{review.readOnly}</p>}
      <ErrorNote error={list.error} />
      {adding && (
        <FactorForm
          key={adding}
          reviewId={review.id}
          taxonomy={taxonomy}
          category={adding}
          onClose={() => setAdding(null)}
        />
      )}
      {list.data && factors.length === 0 && !adding && (
        <EmptyPlace>
          Conditions that made the incident possible stand here, at least two. None is the only cause, and
          none is a person.
        </EmptyPlace>
      )}
      <ul className="lines">
        {factors.map((factor) => (
          <li key={factor.id}>
            {editing === factor.id ? (
              <FactorForm
                reviewId={review.id}
                taxonomy={taxonomy}
                factor={factor}
                category={factor.category}
                onClose={() => setEditing(null)}
              />
            ) : (
              <article
                className={factor.id === part ? 'factor meant' : 'factor'}
                aria-label={factor.title}
                ref={factor.id === part ? intoView : undefined}
              >
                <div className="grow">
                  <p className="factor-category">{nameOf(factor.category)}</p>
                  <h3>{factor.title}</h3>
                  {factor.detail && <p className="factor-detail">{factor.detail}</p>}
                </div>
                {!readOnly && (
                  <>
                    <Button
                      variant="quiet"
                      aria-label={`Edit ${factor.title}`}
                      onPress={() => {
                        setAdding(null)
                        setEditing(factor.id)
                      }}
                    >
                      Edit
                    </Button>
                    <Menu
                      label={`More for ${factor.title}`}
                      entries={[{ id: 'remove', label: 'Remove', danger: true, run: () => remove(factor) }]}
                    />
                  </>
                )}
              </article>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && open.length > 0 && (
        <section className="questions" aria-labelledby="factor-questions">
          <h3 id="factor-questions">Questions to look from</h3>
          <ul>
            {open.map((entry) => (
              <li key={entry.id}>
                <span className="questions-name">{entry.name}</span>
                <span className="grow">{entry.question}</span>
                <Button
                  variant="quiet"
                  aria-label={`Add a factor of ${entry.name}`}
                  onPress={() => start(entry.id)}
                >
                  Add
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
