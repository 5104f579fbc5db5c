import type { EditorView } from '@codemirror/view'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCommands } from '../../../commands/useCommands.ts'
import { Button } from '../../../components/Button.tsx'
import { Decision } from '../../../components/Dialog.tsx'
import { EditorToolbar } from '../../../components/editor/EditorToolbar.tsx'
import { takeFocus } from '../../../components/editor/focus.ts'
import { insertImages } from '../../../components/editor/format.ts'
import { useCommand } from '../../../data/commands.ts'
import { go } from '../../../shell/routes.ts'
import type { PlaceProps } from './places.tsx'
import { AddSection } from './sections/AddSection.tsx'
import { chooseImages } from './sections/images.ts'
import { SectionEditor } from './sections/SectionEditor.tsx'
import type { Section } from './sections/useAutosave.ts'
import { useDrawn } from './sections/useDrawn.ts'
import { WaitingSection } from './sections/WaitingSection.tsx'
import './sections/sections.css'

/** What is written: the sections of the template, one below the other, each saved as it is typed. */
export default function SectionsPlace({ review, part }: PlaceProps) {
  const [view, setView] = useState<EditorView | null>(null)
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Section | null>(null)
  const remove = useCommand('reviews.removeSection')
  const readOnly = Boolean(review.readOnly)
  const meant = review.sections.findIndex(({ id }) => id === part)
  const isDrawn = useDrawn(review.sections.length, meant)
  useCommands(
    () =>
      readOnly
        ? []
        : [
            { id: 'sections.add', title: 'Add a section', group: 'Review', run: () => setAdding(true) },
            ...review.sections.map((section) => ({
              id: `section.${section.id}`,
              title: `Write ${section.title}`,
              group: 'Sections',
              run: () => go(['reviews', review.id, 'sections', section.id]),
            })),
          ],
    [readOnly, review.id, review.sections],
  )
  const image = (editor: EditorView) =>
    void chooseImages(review.id).then((kept) => {
      takeFocus(editor)
      if (kept.length > 0) insertImages(editor, kept)
    })
  return (
    <div className="sections">
      {review.readOnly ? (
        <p className="read-only">{review.readOnly}</p>
      ) : (
        <div className="sections-bar">
          <EditorToolbar view={view} onImage={image}>
            <span className="grow" />
            <Button variant="quiet" icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
              Add section
            </Button>
          </EditorToolbar>
        </div>
      )}
      <h2 className="visually-hidden">Sections</h2>
      {review.sections.map((section, index) =>
        isDrawn(index) ? (
          <SectionEditor
            key={section.id}
            reviewId={review.id}
            section={section}
            readOnly={readOnly}
            meant={index === meant}
            onView={setView}
            onRemove={() => setRemoving(section)}
          />
        ) : (
          <WaitingSection key={section.id} section={section} />
        ),
      )}
      {adding && <AddSection reviewId={review.id} onClose={() => setAdding(false)} />}
      {removing && (
        <Decision
          title={`Remove “${removing.title}”`}
          action="Remove section"
          danger
          error={remove.error}
          onClose={() => setRemoving(null)}
          onDecide={() =>
            remove
              .run({ reviewId: review.id, sectionId: removing.id, version: removing.version })
              .then(Boolean)
          }
        >
          <p>Its text goes with it. What was written stays readable in no other place of this review.</p>
        </Decision>
      )}
    </div>
  )
}
