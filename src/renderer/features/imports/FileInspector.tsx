import { useState } from 'react'
import { Link } from 'react-aria-components'
import type { ImportedFile } from '#shared/contract/imports.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Inspector, InspectorPart } from '../../components/Inspector.tsx'
import { useCommand } from '../../data/commands.ts'
import { hrefOf } from '../../shell/routes.ts'
import { outcomeWords } from './summary.ts'

const step = 200

/** One imported file: what was not understood first, then what became what, each with its line. */
export function FileInspector({ file }: { file: ImportedFile }) {
  const [shown, setShown] = useState(step)
  return (
    <Inspector title={outcomeWords[file.outcome]}>
      <InspectorPart title="File">
        <p className="import-name">{file.name}</p>
        {file.reason && <p className="quiet">{file.reason}</p>}
        {file.reviewId && (
          <p>
            <Link href={hrefOf('reviews', file.reviewId)} className="import-open">
              {file.reviewKey} {file.title}
            </Link>
          </p>
        )}
        {file.templateMarkdown && <SaveTemplate markdown={file.templateMarkdown} />}
      </InspectorPart>
      {file.findings.length > 0 && (
        <InspectorPart title={`Not understood: ${file.findings.length}`}>
          <ul className="import-lines import-findings">
            {file.findings.slice(0, shown).map((finding, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes its order
              <li key={index}>
                <span className="import-line">{finding.line ?? ''}</span>
                <span>{finding.message}</span>
              </li>
            ))}
          </ul>
        </InspectorPart>
      )}
      {file.mapped.length > 0 && (
        <InspectorPart title={`Understood: ${file.mapped.length}`}>
          <ul className="import-lines">
            {file.mapped.slice(0, shown).map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes its order
              <li key={index}>
                <span className="import-line">{entry.line}</span>
                <span>
                  <span className="import-from truncate">{entry.from}</span>
                  <span className="quiet">{entry.to}</span>
                </span>
              </li>
            ))}
          </ul>
        </InspectorPart>
      )}
      {Math.max(file.findings.length, file.mapped.length) > shown && (
        <Button onPress={() => setShown(shown + step)}>Show more lines</Button>
      )}
    </Inspector>
  )
}

/** A template that was recognized, offered to be kept. */
function SaveTemplate({ markdown }: { markdown: string }) {
  const [saved, setSaved] = useState(false)
  const save = useCommand('templates.save')
  if (saved) return <p className="quiet">It was saved. New reviews can be made from it.</p>
  return (
    <>
      <p className="quiet">
        New reviews can be made from it once it is saved as a template of this workspace.
      </p>
      <div className="import-save">
        <Button
          onPress={() => void save.run({ markdown }).then((done) => done && setSaved(true))}
          isDisabled={save.pending}
        >
          Save as template
        </Button>
      </div>
      <ErrorNote error={save.error} />
    </>
  )
}
