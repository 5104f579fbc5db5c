import { useId } from 'react'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { say } from '../../components/quietStatus.ts'
import { useCommand } from '../../data/commands.ts'
import { go } from '../../shell/routes.ts'
import { setDraft, useDrafts } from './drafts.ts'

interface TemplateEditorProps {
  id: string
  markdown: string
  /** The version that it is saved as; left out where the template is new. */
  next?: number
}

/** A template as Markdown. What is saved is a new version; reviews keep the one that they were made from. */
export function TemplateEditor({ id, markdown, next }: TemplateEditorProps) {
  const textId = useId()
  const helpId = useId()
  const draft = useDrafts((state) => state.drafts[id])
  const save = useCommand('templates.save')
  const text = draft ?? markdown
  const changed = text !== markdown && text.trim() !== ''
  const submit = async () => {
    const saved = await save.run({ markdown: text })
    if (!saved) return
    setDraft(id, null)
    say(`Saved as version ${saved.version}`)
    go(['templates', saved.id])
  }
  const leave = () => {
    setDraft(id, null)
    go(id === 'new' ? ['templates'] : ['templates', id])
  }
  useCommands(
    () => [
      {
        id: 'templates.save',
        title: 'Save the template',
        group: 'Templates',
        keys: 'Ctrl+S',
        when: () => changed,
        run: () => void submit(),
      },
    ],
    [text, changed],
  )
  return (
    <form
      className="template-edit"
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) void submit()
      }}
    >
      <div className="template-head">
        <h2 className="grow">{id === 'new' ? 'A new template' : 'Edit the template'}</h2>
        <Button variant="quiet" onPress={leave}>
          {changed ? 'Discard changes' : 'Back'}
        </Button>
        <Button variant="primary" type="submit" isDisabled={!changed || save.pending}>
          {next ? `Save as version ${next}` : 'Save template'}
        </Button>
      </div>
      <p id={helpId} className="quiet small">
        Between the two lines of dashes stands what Afterword reads: sections, rules, agenda, approvals.
        Below, what people read: the opening, then each section with its guidance and its questions.
      </p>
      <ErrorNote error={save.error} />
      <label htmlFor={textId} className="visually-hidden">
        Template as Markdown
      </label>
      <textarea
        id={textId}
        aria-describedby={helpId}
        className="input mono template-text"
        spellCheck={false}
        value={text}
        onChange={(event) => setDraft(id, event.target.value)}
      />
    </form>
  )
}
