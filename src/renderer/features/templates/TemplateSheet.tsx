import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '#shared/contract/index.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { MarkdownView } from '../../components/markdown/MarkdownView.tsx'
import { Select } from '../../components/Select.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { Badge } from '../../components/State.tsx'
import { useQueryOf } from '../../data/queries.ts'
import { go } from '../../shell/routes.ts'
import { useDrafts } from './drafts.ts'
import { TemplateEditor } from './TemplateEditor.tsx'
import { TemplateRules } from './TemplateRules.tsx'

/** One template as a person reads it: what it asks, and how its session goes. */
export function TemplateSheet({ id, editing }: { id: string; editing: boolean }) {
  const [version, setVersion] = useState<number | undefined>(undefined)
  const template = useQueryOf('templates.get', version ? { id, version } : { id }, { keepPrevious: true })
  const hasDraft = useDrafts((state) => state.drafts[id] !== undefined)
  const edit = () => go(['templates', id, 'edit'])
  useCommands(
    () => [{ id: 'templates.edit', title: 'Edit this template', group: 'Templates', keys: 'E', run: edit }],
    [id],
  )
  if (template.error) return <ErrorNote error={template.error} />
  if (!template.data) return <Skeleton lines={8} />
  const { data } = template
  if (editing) return <TemplateEditor id={id} markdown={data.markdown} newest={Math.max(...data.versions)} />
  return (
    <article className="template" aria-labelledby="template-name">
      <header className="template-head">
        <h2 id="template-name">{data.name}</h2>
        {data.builtIn && <Badge>Comes with Afterword</Badge>}
        <span className="grow" />
        {data.versions.length > 1 && (
          <Select
            label="Version"
            hideLabel
            choices={data.versions.map((one) => ({ id: String(one), label: `Version ${one}` }))}
            value={String(data.version)}
            onChange={(chosen) => setVersion(Number(chosen))}
          />
        )}
        <Button icon={<Pencil aria-hidden />} onPress={edit}>
          {hasDraft ? 'Go on editing' : 'Edit'}
        </Button>
        <p className="template-about">{data.description}</p>
      </header>
      <div className="template-columns">
        <div className="template-side">
          <TemplateRules template={data} />
        </div>
        <div className="template-middle">
          {data.opening && (
            <section>
              <h3>What the facilitator opens with</h3>
              <div className="template-opening">
                <MarkdownView markdown={data.opening} />
              </div>
            </section>
          )}
          <Sections sections={data.sections} />
          <AgendaTable agenda={data.agenda} />
        </div>
      </div>
    </article>
  )
}

function Sections({ sections }: { sections: Output<'templates.get'>['sections'] }) {
  return (
    <section>
      <h3>Sections</h3>
      <ol>
        {sections.map((section) => (
          <li key={section.id} className="template-section">
            <div className="template-section-head">
              <h4>{section.title}</h4>
              {section.required && (
                <span className="quiet small">
                  {section.minimumWords > 1 ? `Required, ${section.minimumWords} words or more` : 'Required'}
                </span>
              )}
            </div>
            <div className="quiet">
              <MarkdownView markdown={section.guidance} />
            </div>
            {section.prompts.length > 0 && (
              <ul className="template-prompts" aria-label={`Questions for ${section.title}`}>
                {section.prompts.map((prompt) => (
                  <li key={prompt}>{prompt}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function AgendaTable({ agenda }: { agenda: Output<'templates.get'>['agenda'] }) {
  if (agenda.length === 0) return null
  const total = agenda.reduce((sum, item) => sum + item.minutes, 0)
  return (
    <section>
      <h3>Agenda of a session</h3>
      <table className="template-agenda">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Questions</th>
            <th scope="col" className="number">
              Minutes
            </th>
          </tr>
        </thead>
        <tbody>
          {agenda.map((item) => (
            <tr key={item.title}>
              <th scope="row">{item.title}</th>
              <td className="quiet">{item.prompts.join(' ')}</td>
              <td className="number">{item.minutes}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">In all</th>
            <td />
            <td className="number">{total}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
